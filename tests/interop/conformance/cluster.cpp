#include "cluster.h"

#include <QCoreApplication>

namespace hearth::server {

namespace {

QSet<QString> namesOf(const QJsonValue &names)
{
    QSet<QString> out;
    for (const auto &name : names.toArray())
        out.insert(name.toString());
    return out;
}

cluster::Event eventOf(Arguments arguments)
{
    const QString name = arguments.values.takeAt(0).toString();
    return {name, arguments};
}

} // namespace

Result<Done> Cluster::join(const QString &url, const QString &wire)
{
    if (url.isEmpty())
        return Done{};
    const auto options = RedisPubSub::optionsFor(url);
    if (!options)
        return options.error();
    m_redis = std::make_unique<RedisPubSub>(m_loop, *options);
    std::optional<Result<Done>> outcome;
    m_redis->start([&outcome](const Result<Done> &decided) { outcome = decided; });
    cluster::Adapter::Options adapterOptions;
    adapterOptions.requestMs = 2'000;
    if (wire == QLatin1String("sharded"))
        adapterOptions.kind = cluster::Wire::Kind::Sharded;
    for (const QString &name : {QStringLiteral("/"), QStringLiteral("/custom"), QStringLiteral("/guarded")}) {
        Namespace &nsp = m_hub.of(name);
        m_adapters.push_back(std::make_unique<cluster::Adapter>(nsp, *m_redis, adapterOptions));
        operate(nsp, *m_adapters.back());
    }
    while (!outcome || (outcome->isOk() && !m_redis->isSettled()))
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return *outcome;
}

void Cluster::operate(Namespace &nsp, cluster::Adapter &adapter)
{
    adapter.setData([](const Socket &) {
        return QJsonObject{{QStringLiteral("from"), QStringLiteral("hearth")}};
    });
    adapter.onServerEvent([&nsp](const cluster::Event &event, const Ack &ack) {
        if (ack && event.name == QLatin1String("hello"))
            return ack(QJsonArray{QStringLiteral("hearth")});
        Encoded said = QJsonArray{event.name};
        if (!event.arguments.items.isEmpty())
            said.items += ',' + event.arguments.items;
        said.attachments = event.arguments.attachments;
        nsp.deliver({}, QStringLiteral("server-said"), said);
    });
    nsp.onEvent(
        QStringLiteral("fetch-all"), [&adapter](Socket &, const Arguments &arguments, const Ack &ack) {
            adapter.fetchSockets({namesOf(arguments.values.at(0)), namesOf(arguments.values.at(1))},
                [ack](const Result<QList<cluster::RemoteSocket>> &sockets) {
                    QJsonArray out;
                    for (const auto &each : sockets ? *sockets : QList<cluster::RemoteSocket>())
                        out.append(
                            QJsonObject{{QStringLiteral("id"), each.id}, {QStringLiteral("data"), each.data},
                                {QStringLiteral("rooms"), QJsonArray::fromStringList(each.rooms)}});
                    ack(sockets ? QJsonArray{out} : QJsonArray{hearth::name(sockets.error().code)});
                });
        });
    nsp.onEvent(QStringLiteral("rooms-all"), [&adapter](Socket &, const Arguments &, const Ack &ack) {
        adapter.allRooms([ack](const Result<QStringList> &rooms) {
            ack(rooms ? QJsonArray{QJsonArray::fromStringList(*rooms)}
                      : QJsonArray{hearth::name(rooms.error().code)});
        });
    });
    nsp.onEvent(
        QStringLiteral("server-emit"), [&adapter](Socket &, const Arguments &arguments, const Ack &ack) {
            adapter.serverSideEmit(eventOf(arguments));
            ack(QJsonArray{});
        });
    nsp.onEvent(
        QStringLiteral("server-ask"), [&adapter](Socket &, const Arguments &arguments, const Ack &ack) {
            adapter.serverSideEmit(eventOf(arguments), [ack](const QList<Arguments> &answers, int missing) {
                QJsonArray all;
                for (const Arguments &each : answers)
                    all.append(each.values.at(0));
                ack(QJsonArray{all, missing});
            });
        });
    nsp.onEvent(QStringLiteral("cluster"), [this, &adapter](Socket &, const Arguments &, const Ack &ack) {
        const auto &figures = adapter.figures();
        ack(QJsonArray{QJsonObject{{QStringLiteral("malformed"), qint64(figures.malformed)},
            {QStringLiteral("delivered"), qint64(figures.delivered)},
            {QStringLiteral("requests"), qint64(figures.requests)},
            {QStringLiteral("unanswered"), qint64(figures.unanswered)},
            {QStringLiteral("refused"), qint64(figures.refused)}, {QStringLiteral("isUp"), m_redis->isUp()},
            {QStringLiteral("dropped"), qint64(m_redis->figures().dropped)}}});
    });
}

} // namespace hearth::server
