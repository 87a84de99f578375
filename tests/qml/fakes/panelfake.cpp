#include "panelfake.h"

#include "shared/protocol/codec.h"

#include <QCoreApplication>

using namespace hearth;

namespace {

//! Not of the panel's own: it outlives it, as the program's do.
template <class T>
T *lasting()
{
    return new T(QCoreApplication::instance());
}

} // namespace

void TimeRangeFake::zoomTo(qint64 from, qint64 until)
{
    m_calls.append(QStringLiteral("zoomTo %1 %2").arg(from).arg(until));
    app::TimeRange::zoomTo(from, until);
}

void TimeRangeFake::reset()
{
    m_calls.append(QStringLiteral("reset"));
    app::TimeRange::reset();
}

PanelDataFake::PanelDataFake(QObject *parent)
    : PanelDataFake(lasting<FakeChannels>(), lasting<TimeRangeFake>(), parent)
{}

PanelDataFake::PanelDataFake(FakeChannels *channels, app::TimeRange *range, QObject *parent)
    : PanelData({}, *channels, *range, parent)
    , m_channels(channels)
    , m_spec{{QStringLiteral("id"), QStringLiteral("p")}, {QStringLiteral("title"), QStringLiteral("Panel")},
          {QStringLiteral("kind"), QStringLiteral("line")}, {QStringLiteral("series"), QJsonArray()}}
{
    setSpec({});
}

PanelDataFake::~PanelDataFake()
{
    m_channels->deleteLater();
}

void PanelDataFake::setSpec(const QJsonObject &spec)
{
    for (auto it = spec.begin(); it != spec.end(); ++it)
        m_spec.insert(it.key(), it.value());
    QJsonObject whole{{QStringLiteral("x"), 0}, {QStringLiteral("y"), 0}, {QStringLiteral("w"), 4},
        {QStringLiteral("h"), 3}};
    for (auto it = m_spec.begin(); it != m_spec.end(); ++it)
        whole.insert(it.key(), it.value());
    const auto decoded = protocol::decode<protocol::Panel>(whole, protocol::UnknownKeys::Skip);
    if (!decoded)
        qWarning().noquote() << "spec:" << decoded.error().message;
    else
        setPanel(*decoded);
}

void PanelDataFake::change(const char *key, const QJsonValue &value)
{
    setSpec({{QLatin1String(key), value}});
}

void PanelDataFake::setRangeOf(app::TimeRange *range)
{
    if (!range || range == &this->range())
        return;
    setRange(*range);
    Q_EMIT rangeChanged();
}

qint64 PanelDataFake::now() const
{
    return m_channels->now();
}

void PanelDataFake::feed(const QString &channel, const QVariantList &values)
{
    QList<protocol::ChannelValue> all;
    for (const QVariant &each : values) {
        const QVariantList pair = each.toList();
        all.append({QString::number(++m_id), now() - pair.value(0).toLongLong(),
            QJsonValue::fromVariant(pair.value(1))});
    }
    m_channels->begin(channel, all, true);
    Q_EMIT m_channels->beat();
    setPanel(panel());
}

void PanelDataFake::refuse(const QString &channel, const QString &reason)
{
    m_channels->setProblem(channel, reason);
    setPanel(panel());
}

void PanelDataFake::expect(const QString &channel)
{
    (void)m_channels->past(channel, until() - from(), from(), until());
}

void PanelDataFake::remember(const QString &channel, const QVariantList &series)
{
    QHash<QString, app::Spans> all;
    for (const QVariant &each : series) {
        const QVariantMap map = each.toMap();
        app::Spans &spans = all[map.value(QStringLiteral("field")).toString()];
        spans.spanMs = map.value(QStringLiteral("spanMs")).toLongLong();
        for (const QVariant &point : map.value(QStringLiteral("points")).toList()) {
            const QVariantList p = point.toList();
            spans.samples.append({now() - p.value(0).toLongLong(), p.value(2).toDouble(),
                p.value(1).toDouble(), p.value(3).toDouble()});
        }
    }
    m_channels->setPast(channel, until() - from(), all);
    setPanel(panel());
}
