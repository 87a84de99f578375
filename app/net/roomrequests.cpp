// The requests that change a room and who is in it.
#include "app/net/answers.h"
#include "app/net/restclient.h"

namespace hearth::app {

namespace {

QString memberPath(const QString &roomId, const QString &userId)
{
    return QStringLiteral("/api/rooms/%1/members/%2").arg(roomId, userId);
}

} // namespace

void RestClient::changeRoom(const QString &roomId, const QJsonObject &change, Reply<protocol::Room> reply)
{
    send("PATCH", QStringLiteral("/api/rooms/%1").arg(roomId), {}, change,
        decodedTo("room", std::move(reply)));
}

void RestClient::setMemberRole(
    const QString &roomId, const QString &userId, protocol::Role role, Reply<Done> reply)
{
    send("PATCH", memberPath(roomId, userId), {},
        {{QStringLiteral("role"), QLatin1String(protocol::enumNames(role)[size_t(role)])}},
        doneTo(std::move(reply)));
}

void RestClient::removeMember(const QString &roomId, const QString &userId, Reply<Done> reply)
{
    send("DELETE", memberPath(roomId, userId), {}, {}, doneTo(std::move(reply)));
}

} // namespace hearth::app
