#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace prometheus {
class Histogram;
class Registry;
} // namespace prometheus

namespace hearth::server {

//! How long something took, into a histogram; nothing, at no cost, where nobody wants to know.
class Timing
{
public:
    using Point = std::chrono::steady_clock::time_point;

    Timing() = default;
    explicit Timing(prometheus::Histogram *histogram) : m_histogram(histogram) {}

    [[nodiscard]] Point now() const { return m_histogram ? std::chrono::steady_clock::now() : Point(); }
    //! `begin`: of now().
    void since(Point begin) const;

private:
    prometheus::Histogram *m_histogram = nullptr;
};

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

    //! `observes`: whether there are histograms.
    explicit Metrics(bool observes = true);
    ~Metrics();

    void watch(Kind kind, const char *name, const char *help, Read read, const Labels &labels = {});
    //! Seconds, in buckets from a tenth of a millisecond to ten seconds. For as long as this lives.
    [[nodiscard]] Timing seconds(const char *name, const char *help);
    [[nodiscard]] bool observes() const { return m_observes; }

    //! In Prometheus' text format, version 0.0.4.
    [[nodiscard]] QByteArray text() const;
    //! Of a watched figure, all its labels together; 0 where there is none.
    [[nodiscard]] double value(const char *name) const;

private:
    class Watched;
    bool m_observes;
    std::shared_ptr<Watched> m_watched;
    std::shared_ptr<prometheus::Registry> m_registry;
};

//! The process as the system sees it, by the names that all exporters use (`process_…`).
void watchProcess(Metrics &metrics);

} // namespace hearth::server
