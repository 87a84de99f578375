#include "app/net/restclient.h"

#include "app/net/answers.h"
#include "shared/base/strictjson.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QSysInfo>

namespace hearth::app {

namespace {

//! By which a person finds this sign-in among theirs.
QString deviceName()
{
    return QStringLiteral("Hearth on %1").arg(QSysInfo::machineHostName()).left(60);
}

} // namespace

RestClient::RestClient(QNetworkAccessManager &network, QUrl server, QByteArray fingerprint, QObject *parent)
    : QObject(parent), m_network(network), m_server(std::move(server)), m_fingerprint(std::move(fingerprint))
{}

QNetworkRequest RestClient::requestFor(const QString &path, const QString &query) const
{
    QUrl url = m_server;
    url.setPath(path);
    if (!query.isEmpty())
        url.setQuery(query);
    QNetworkRequest request(url);
    request.setTransferTimeout(timeoutMs);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // A connection of its own each: one that is kept may have died without a word, and would take the next
    // request with it until that times out.
    request.setRawHeader("Connection", "close");
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token.toLatin1());
    return request;
}

void RestClient::send(
    const QByteArray &verb, const QString &path, const QString &query, const QJsonObject &body, Json json)
{
    const QNetworkRequest request = requestFor(path, query);
    const bool hasBody = verb != "GET";
    QNetworkReply *reply =
        m_network.sendCustomRequest(request, verb, hasBody ? toCompactJson(body) : QByteArray());
    m_untrusted.clear();
    watchCertificate(reply);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > maxReplyBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, json = std::move(json)] {
        reply->deleteLater();
        if (json)
            json(read(reply));
    });
    connect(this, &QObject::destroyed, reply, &QObject::deleteLater);
}

void RestClient::watchCertificate(QNetworkReply *reply)
{
    const auto digest = [](QNetworkReply *of) {
        return of->sslConfiguration().peerCertificate().digest(QCryptographicHash::Sha256);
    };
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply, digest](const QList<QSslError> &) {
        const QByteArray shown = digest(reply);
        if (!m_fingerprint.isEmpty() && shown == m_fingerprint)
            reply->ignoreSslErrors();
        else
            m_untrusted = shown;
    });
    connect(reply, &QNetworkReply::encrypted, this, [this, reply, digest] {
        const QByteArray shown = digest(reply);
        if (!m_fingerprint.isEmpty() && shown != m_fingerprint) {
            m_untrusted = shown;
            reply->abort();
        }
    });
}

Result<QJsonObject> RestClient::read(QNetworkReply *reply)
{
    if (!m_untrusted.isEmpty()) {
        return Error(ErrorCode::Unavailable,
            m_fingerprint.isEmpty()
                ? tr("The server's certificate is not known here. Compare its fingerprint, then trust it.")
                : tr("The server shows another certificate than before. Nothing was sent. Ask whoever runs "
                     "it whether "
                     "it was changed; if so, sign in again."));
    }
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Also where the head came and the rest did not: half an answer is none.
    const bool isBroken = status >= 200 && status < 300 && reply->error() != QNetworkReply::NoError;
    if (status == 0 || isBroken) {
        return Error(ErrorCode::Unavailable,
            tr("No server answers at %1. Check the address and the network.").arg(m_server.authority()));
    }
    const QByteArray bytes = reply->read(maxReplyBytes);
    if (status == 204 || (status == 200 && bytes.isEmpty()))
        return QJsonObject();
    const auto json = parseStrictJson(bytes);
    if (status >= 200 && status < 300) {
        return json && json->isObject() ? Result<QJsonObject>(json->toObject())
                                        : Result<QJsonObject>(Error(ErrorCode::Unavailable,
                                              tr("%1 is no Hearth server.").arg(m_server.authority())));
    }
    const QJsonObject error =
        json ? json->toObject().value(QLatin1String("error")).toObject() : QJsonObject();
    const QString code = error.value(QLatin1String("code")).toString();
    if (code.isEmpty())
        return Error(
            ErrorCode::Unavailable, tr("The server answered %1. Try again in a moment.").arg(status));
    return Error(errorCodeFromName(code), error.value(QLatin1String("message")).toString().left(500));
}

void RestClient::probe(Reply<Done> reply)
{
    send("GET", QStringLiteral("/healthz"), {}, {},
        [reply = std::move(reply)](const Result<QJsonObject> &json) {
            // Any answer of HTTP will do: what counts is who answers.
            reply(json || json.error().code != ErrorCode::Unavailable ? Result<Done>(Done{})
                                                                      : Result<Done>(json.error()));
        });
}

void RestClient::account(const QString &path, const QJsonObject &body, Reply<SignedIn> reply)
{
    send("POST", path, {}, body, [this, reply = std::move(reply)](Result<QJsonObject> json) {
        if (!json)
            return reply(json.error());
        const auto user = protocol::decode<protocol::User>(
            json->value(QLatin1String("user")).toObject(), protocol::UnknownKeys::Skip);
        const QString token = json->value(QLatin1String("token")).toString();
        if (!user || token.isEmpty())
            return reply(
                Error(ErrorCode::Unavailable, tr("%1 is no Hearth server.").arg(m_server.authority())));
        reply(SignedIn{m_server, m_fingerprint, token, user->id, user->username, user->displayName});
    });
}

void RestClient::login(const QString &username, const QString &password, Reply<SignedIn> reply)
{
    account(QStringLiteral("/api/login"),
        {{QStringLiteral("username"), username}, {QStringLiteral("password"), password},
            {QStringLiteral("device"), deviceName()}},
        std::move(reply));
}

void RestClient::registerUser(
    const QString &username, const QString &password, const QString &invite, Reply<SignedIn> reply)
{
    QJsonObject body{{QStringLiteral("username"), username}, {QStringLiteral("password"), password},
        {QStringLiteral("device"), deviceName()}};
    if (!invite.isEmpty())
        body.insert(QStringLiteral("invite"), invite);
    account(QStringLiteral("/api/register"), body, std::move(reply));
}

void RestClient::logout()
{
    send("POST", QStringLiteral("/api/logout"), {}, {}, {});
}

void RestClient::me(Reply<protocol::User> reply)
{
    send("GET", QStringLiteral("/api/me"), {}, {}, [reply = std::move(reply)](Result<QJsonObject> json) {
        if (!json)
            return reply(json.error());
        reply(protocol::decode<protocol::User>(
            json->value(QLatin1String("user")).toObject(), protocol::UnknownKeys::Skip));
    });
}

void RestClient::makeInvite(const QJsonObject &wanted, Reply<MadeInvite> reply)
{
    send("POST", QStringLiteral("/api/invites"), {}, wanted,
        [reply = std::move(reply)](Result<QJsonObject> json) {
            if (!json)
                return reply(json.error());
            reply(MadeInvite{json->value(QLatin1String("invite")).toString(),
                json->value(QLatin1String("expiresAt")).toInteger(),
                json->value(QLatin1String("id")).toString()});
        });
}

void RestClient::rooms(Reply<QList<protocol::Room>> reply)
{
    send("GET", QStringLiteral("/api/rooms"), {}, {},
        [this, reply = std::move(reply)](Result<QJsonObject> json) {
            if (!json)
                return reply(json.error());
            // What is not in the list is forgotten here, so that nothing must not look like an empty list.
            if (!json->value(QLatin1String("rooms")).isArray())
                return reply(
                    Error(ErrorCode::Unavailable, tr("%1 is no Hearth server.").arg(m_server.authority())));
            reply(decodeList<protocol::Room>(listIn(*json, "rooms")));
        });
}

void RestClient::publicRooms(Reply<QList<PublicRoom>> reply)
{
    send("GET", QStringLiteral("/api/rooms"), QStringLiteral("public=true"), {},
        [reply = std::move(reply)](Result<QJsonObject> json) {
            if (!json)
                return reply(json.error());
            const QJsonValue open = json->value(QLatin1String("public"));
            QList<PublicRoom> out;
            for (const QJsonValue each : open.isArray() ? open.toArray() : listIn(*json, "rooms")) {
                const auto text = [&](const char *key) { return each[QLatin1String(key)].toString(); };
                if (!text("id").isEmpty() && !text("name").isEmpty())
                    out += PublicRoom{text("id"), text("name"), text("topic")};
            }
            reply(out);
        });
}

void RestClient::room(const QJsonObject &body, Reply<protocol::Room> reply)
{
    send(
        "POST", QStringLiteral("/api/rooms"), {}, body, [reply = std::move(reply)](Result<QJsonObject> json) {
            if (!json)
                return reply(json.error());
            reply(protocol::decode<protocol::Room>(
                json->value(QLatin1String("room")).toObject(), protocol::UnknownKeys::Skip));
        });
}

void RestClient::createRoom(
    const QString &name, const QString &topic, bool isPrivate, Reply<protocol::Room> reply)
{
    QJsonObject body{{QStringLiteral("name"), name}, {QStringLiteral("private"), isPrivate}};
    if (!topic.isEmpty())
        body.insert(QStringLiteral("topic"), topic);
    room(body, std::move(reply));
}

void RestClient::createDirect(const QString &userId, Reply<protocol::Room> reply)
{
    room({{QStringLiteral("direct"), userId}}, std::move(reply));
}

void RestClient::messages(const QString &roomId, qint64 before, int limit, Reply<HistoryPage> reply)
{
    QString query = QStringLiteral("limit=%1").arg(limit);
    if (before > 0)
        query += QStringLiteral("&before=%1").arg(before);
    send("GET", QStringLiteral("/api/rooms/%1/messages").arg(roomId), query, {},
        [reply = std::move(reply)](Result<QJsonObject> json) {
            if (!json)
                return reply(json.error());
            HistoryPage page{decodeList<protocol::Message>(listIn(*json, "messages")), {}};
            if (const QJsonValue known = json->value(QLatin1String("changeSeq")); known.isDouble())
                page.changeSeq = known.toInteger();
            reply(page);
        });
}

void RestClient::addMember(const QString &roomId, const QString &userId, Reply<Done> reply)
{
    send("PUT", QStringLiteral("/api/rooms/%1/members/%2").arg(roomId, userId), {}, {},
        [reply = std::move(reply)](const Result<QJsonObject> &json) {
            reply(json ? Result<Done>(Done{}) : Result<Done>(json.error()));
        });
}

void RestClient::notifications(int limit, Reply<QList<protocol::Notification>> reply)
{
    send("GET", QStringLiteral("/api/notifications"), QStringLiteral("limit=%1").arg(limit), {},
        [this, reply = std::move(reply)](Result<QJsonObject> json) {
            if (!json)
                return reply(json.error());
            if (!json->value(QLatin1String("notifications")).isArray())
                return reply(
                    Error(ErrorCode::Unavailable, tr("%1 is no Hearth server.").arg(m_server.authority())));
            reply(decodeList<protocol::Notification>(listIn(*json, "notifications")));
        });
}

void RestClient::notificationSettings(Reply<protocol::NotificationSettingsChanged> reply)
{
    send("GET", QStringLiteral("/api/notifications/settings"), {}, {}, decodedTo(std::move(reply)));
}

void RestClient::putNotifications(
    const QString &path, const QJsonObject &body, Reply<protocol::NotificationSettingsChanged> reply)
{
    send("PUT", path, {}, body, decodedTo(std::move(reply)));
}

} // namespace hearth::app
