#include "server/metrics/metrics.h"

#include <prometheus/collectable.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <vector>

namespace hearth::server {

class Metrics::Watched final : public prometheus::Collectable
{
public:
    struct Sample
    {
        Labels labels;
        Read read;
    };
    struct Family
    {
        Kind kind = Kind::Gauge;
        std::string name;
        std::string help;
        std::vector<Sample> samples;
    };

    Family &family(Kind kind, const std::string &name, const char *help)
    {
        const auto found = std::find_if(
            m_families.begin(), m_families.end(), [&](const Family &family) { return family.name == name; });
        if (found != m_families.end())
            return *found;
        return m_families.emplace_back(Family{kind, name, help, {}});
    }

    [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override
    {
        std::vector<prometheus::MetricFamily> all;
        all.reserve(m_families.size());
        for (const Family &family : m_families)
            all.push_back(collected(family));
        return all;
    }

    [[nodiscard]] double sumOf(const std::string &name) const
    {
        double sum = 0;
        for (const Family &family : m_families) {
            for (const Sample &sample : family.name == name ? family.samples : std::vector<Sample>())
                sum += sample.read();
        }
        return sum;
    }

private:
    static prometheus::MetricFamily collected(const Family &family)
    {
        prometheus::MetricFamily out;
        out.name = family.name;
        out.help = family.help;
        const bool isCounter = family.kind == Kind::Counter;
        out.type = isCounter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
        for (const Sample &sample : family.samples) {
            prometheus::ClientMetric metric;
            for (const auto &[key, value] : sample.labels)
                metric.label.push_back({key, value});
            (isCounter ? metric.counter.value : metric.gauge.value) = sample.read();
            out.metric.push_back(std::move(metric));
        }
        return out;
    }

    std::vector<Family> m_families; //!< in the order in which they were named
};

void Timing::since(Point begin) const
{
    if (m_histogram)
        m_histogram->Observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
}

Metrics::Metrics(bool observes)
    : m_observes(observes)
    , m_watched(std::make_shared<Watched>())
    , m_registry(std::make_shared<prometheus::Registry>())
{}

Metrics::~Metrics() = default;

void Metrics::watch(Kind kind, const char *name, const char *help, Read read, const Labels &labels)
{
    m_watched->family(kind, name, help).samples.push_back({labels, std::move(read)});
}

Timing Metrics::seconds(const char *name, const char *help)
{
    if (!m_observes)
        return {};
    const prometheus::Histogram::BucketBoundaries bounds{
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
    return Timing(&prometheus::BuildHistogram().Name(name).Help(help).Register(*m_registry).Add({}, bounds));
}

QByteArray Metrics::text() const
{
    auto families = m_watched->Collect();
    const auto observed = m_registry->Collect();
    families.insert(families.end(), observed.begin(), observed.end());
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(families));
}

double Metrics::value(const char *name) const
{
    return m_watched->sumOf(name);
}

} // namespace hearth::server
