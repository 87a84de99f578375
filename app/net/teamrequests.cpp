// The requests about one's own account and, for those who run the server, about everybody's.
#include "app/net/answers.h"
#include "app/net/restclient.h"

namespace hearth::app {

namespace {

const auto sessionsPath = QStringLiteral("/api/sessions");

template <class T>
Result<RestClient::Listed<T>> listedFrom(const Result<QJsonObject> &json, const char *key)
{
    if (!json)
        return json.error();
    const QJsonValue next = json->value(QLatin1String("next"));
    return RestClient::Listed<T>{decodeList<T>(listIn(*json, key)),
        next.isDouble() ? QString::number(next.toInteger()) : next.toString()};
}

} // namespace

// ---- one's own ----

void RestClient::profile(Reply<Profile> reply)
{
    changeProfile({}, std::move(reply));
}

void RestClient::changeProfile(const QJsonObject &change, Reply<Profile> reply)
{
    send(change.isEmpty() ? "GET" : "PATCH", QStringLiteral("/api/me"), {}, change,
        [reply = std::move(reply)](const Result<QJsonObject> &json) {
            if (!json)
                return reply(json.error());
            const auto user = protocol::decode<protocol::User>(
                json->value(QLatin1String("user")).toObject(), protocol::UnknownKeys::Skip);
            if (!user)
                return reply(user.error());
            reply(Profile{*user, json->value(QLatin1String("sharesReads")).toBool(true)});
        });
}

void RestClient::changePassword(const QString &current, const QString &password, Reply<Done> reply)
{
    send("POST", QStringLiteral("/api/password"), {},
        {{QStringLiteral("current"), current}, {QStringLiteral("password"), password}},
        doneTo(std::move(reply)));
}

void RestClient::sessions(Reply<QList<protocol::SignIn>> reply)
{
    send("GET", sessionsPath, {}, {}, listTo("sessions", std::move(reply)));
}

void RestClient::endSession(const QString &sessionId, Reply<Done> reply)
{
    send("DELETE", sessionsPath + QLatin1Char('/') + sessionId, {}, {}, doneTo(std::move(reply)));
}

void RestClient::endOtherSessions(Reply<Done> reply)
{
    send("DELETE", sessionsPath, {}, {}, doneTo(std::move(reply)));
}

// ---- everybody's ----

void RestClient::team(const QString &after, Reply<Listed<protocol::Account>> reply)
{
    send("GET", QStringLiteral("/api/users"),
        after.isEmpty() ? QStringLiteral("limit=100") : QStringLiteral("limit=100&after=") + after, {},
        [reply = std::move(reply)](
            const Result<QJsonObject> &json) { reply(listedFrom<protocol::Account>(json, "users")); });
}

void RestClient::changePerson(
    const QString &userId, const QJsonObject &change, Reply<protocol::Account> reply)
{
    send("PATCH", QStringLiteral("/api/users/%1").arg(userId), {}, change,
        decodedTo("user", std::move(reply)));
}

void RestClient::removePerson(const QString &userId, Reply<Done> reply)
{
    send("DELETE", QStringLiteral("/api/users/%1").arg(userId), {}, {}, doneTo(std::move(reply)));
}

void RestClient::invites(Reply<QList<protocol::Invite>> reply)
{
    send("GET", QStringLiteral("/api/invites"), {}, {}, listTo("invites", std::move(reply)));
}

void RestClient::revokeInvite(const QString &inviteId, Reply<Done> reply)
{
    send("DELETE", QStringLiteral("/api/invites/%1").arg(inviteId), {}, {}, doneTo(std::move(reply)));
}

void RestClient::audit(const QString &before, Reply<Listed<protocol::AuditEntry>> reply)
{
    send("GET", QStringLiteral("/api/audit"),
        before.isEmpty() ? QStringLiteral("limit=50") : QStringLiteral("limit=50&before=") + before, {},
        [reply = std::move(reply)](
            const Result<QJsonObject> &json) { reply(listedFrom<protocol::AuditEntry>(json, "entries")); });
}

} // namespace hearth::app
