#include "operations.h"

namespace hearth::server {

namespace {

Namespace::Rooms roomsOf(const QJsonValue &names)
{
    Namespace::Rooms out;
    for (const auto &name : names.toArray())
        out.insert(name.toString());
    return out;
}

//! Acks where the client asked for it.
void done(const Ack &ack, const QJsonArray &values = {})
{
    if (ack)
        ack(values);
}

void operateOnOne(Namespace &nsp)
{
    nsp.onEvent(QStringLiteral("join"), [](Socket &socket, const Arguments &arguments, const Ack &ack) {
        socket.join(arguments.values.at(0).toString());
        done(ack);
    });
    nsp.onEvent(QStringLiteral("leave"), [](Socket &socket, const Arguments &arguments, const Ack &ack) {
        socket.leave(arguments.values.at(0).toString());
        done(ack);
    });
    nsp.onEvent(QStringLiteral("kick"),
        [](Socket &socket, const Arguments &, const Ack &) { socket.disconnectFromNamespace(); });
    nsp.onEvent(QStringLiteral("ask"), [](Socket &socket, Arguments arguments, const Ack &ack) {
        const int timeoutMs = arguments.values.takeAt(0).toInt();
        socket.emitWithAck(
            QStringLiteral("question"), arguments, timeoutMs, [ack](const Result<Arguments> &answer) {
                Arguments out = answer ? *answer : Arguments();
                out.values.prepend(answer.isOk());
                ack(out);
            });
    });
}

void operateOnMany(Namespace &nsp)
{
    nsp.onEvent(QStringLiteral("say"), [&nsp](Socket &, Arguments arguments, const Ack &ack) {
        const QJsonObject to = arguments.values.takeAt(0).toObject();
        const auto rooms = roomsOf(to.value(QLatin1String("rooms")));
        const auto except = roomsOf(to.value(QLatin1String("except")));
        if (to.value(QLatin1String("isVolatile")).toBool())
            nsp.emitVolatile(rooms, QStringLiteral("said"), arguments, except);
        else
            nsp.emitTo(rooms, QStringLiteral("said"), arguments, except);
        done(ack);
    });
    nsp.onEvent(QStringLiteral("ask-all"), [&nsp](Socket &, Arguments arguments, const Ack &ack) {
        const int timeoutMs = arguments.values.takeAt(0).toInt();
        const auto rooms = roomsOf(arguments.values.takeAt(0));
        nsp.emitWithAck(rooms, QStringLiteral("question"), arguments, timeoutMs,
            [ack](const QList<Arguments> &answers, int missing) {
                QJsonArray all;
                for (const Arguments &answer : answers)
                    all.append(answer.values);
                ack(QJsonArray{all, missing});
            });
    });
    nsp.onEvent(QStringLiteral("join-sockets"), [&nsp](Socket &, const Arguments &arguments, const Ack &ack) {
        nsp.joinSockets(roomsOf(arguments.values.at(0)), arguments.values.at(1).toString());
        done(ack);
    });
    nsp.onEvent(
        QStringLiteral("leave-sockets"), [&nsp](Socket &, const Arguments &arguments, const Ack &ack) {
            nsp.leaveSockets(roomsOf(arguments.values.at(0)), arguments.values.at(1).toString());
            done(ack);
        });
    nsp.onEvent(
        QStringLiteral("disconnect-sockets"), [&nsp](Socket &, const Arguments &arguments, const Ack &ack) {
            nsp.disconnectSockets(roomsOf(arguments.values.at(0)));
            done(ack);
        });
    nsp.onEvent(QStringLiteral("fetch"), [&nsp](Socket &, const Arguments &arguments, const Ack &ack) {
        QJsonArray ids;
        for (const Socket *socket :
            nsp.fetchSockets(roomsOf(arguments.values.at(0)), roomsOf(arguments.values.at(1))))
            ids.append(socket->id());
        done(ack, ids);
    });
}

} // namespace

void operate(Namespace &nsp)
{
    operateOnOne(nsp);
    operateOnMany(nsp);
}

} // namespace hearth::server
