#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace prometheus {
class Histogram;
class Registry;
} // namespace prometheus

namespace hearth::server {

//! Every figure of the server, under its name for Prometheus (prometheus.io/docs/practices/naming). What is
//! counted anyway is only read when somebody asks, so that counting costs nothing; what has to be observed as
//! it happens is a histogram of the library. For the thread that made it.
class Metrics
{
public:
    enum class Kind {
        Counter, //!< only grows; its name ends in `_total`
        Gauge,
    };
    using Labels = std::map<std::string, std::string>;
    using Read = std::function<double()>;

    Metrics();
    ~Metrics();

    void watch(Kind kind, const char *name, const char *help, Read read, const Labels &labels = {});
    //! Seconds, in buckets from a tenth of a millisecond to ten seconds. Lives as long as this.
    [[nodiscard]] prometheus::Histogram &seconds(const char *name, const char *help);

    //! In Prometheus' text format, version 0.0.4.
    [[nodiscard]] QByteArray text() const;
    //! Of a watched figure, all its labels together; 0 where there is none.
    [[nodiscard]] double value(const char *name) const;

private:
    class Watched;
    std::shared_ptr<Watched> m_watched;
    std::shared_ptr<prometheus::Registry> m_registry;
};

//! The process as the system sees it, by the names that all exporters use (`process_…`).
void watchProcess(Metrics &metrics);

} // namespace hearth::server
