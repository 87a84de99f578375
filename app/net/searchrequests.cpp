// The requests for what was said: search, and what belongs to one message.
#include "app/net/answers.h"
#include "app/net/restclient.h"

#include <QUrl>

namespace hearth::app {

namespace {

QString below(const QString &roomId, const QString &messageId, const char *what)
{
    return QStringLiteral("/api/rooms/%1/messages/%2/").arg(roomId, messageId) + QLatin1String(what);
}

} // namespace

void RestClient::search(const QList<QPair<QString, QString>> &query, Reply<Found> reply)
{
    QStringList parts;
    for (const auto &[key, value] : query)
        parts += key + QLatin1Char('=') + QString::fromLatin1(QUrl::toPercentEncoding(value));
    send("GET", QStringLiteral("/api/search"), parts.join(QLatin1Char('&')), {},
        [reply = std::move(reply)](const Result<QJsonObject> &json) {
            if (!json)
                return reply(json.error());
            reply(Found{decodeList<protocol::Message>(listIn(*json, "messages")),
                json->value(QLatin1String("next")).toString()});
        });
}

void RestClient::pins(const QString &roomId, Reply<QList<protocol::Message>> reply)
{
    send("GET", QStringLiteral("/api/rooms/%1/pins").arg(roomId), {}, {},
        listTo("messages", std::move(reply)));
}

void RestClient::earlierTexts(
    const QString &roomId, const QString &messageId, Reply<QList<protocol::EarlierText>> reply)
{
    send("GET", below(roomId, messageId, "edits"), {}, {}, listTo("edits", std::move(reply)));
}

void RestClient::readers(
    const QString &roomId, const QString &messageId, Reply<QList<protocol::Member>> reply)
{
    send("GET", below(roomId, messageId, "readers"), {}, {}, listTo("readers", std::move(reply)));
}

void RestClient::answers(const QString &roomId, const QString &messageId, const QString &after,
    Reply<QList<protocol::Message>> reply)
{
    send("GET", below(roomId, messageId, "replies"),
        after.isEmpty() ? QStringLiteral("limit=100") : QStringLiteral("limit=100&after=") + after, {},
        listTo("messages", std::move(reply)));
}

} // namespace hearth::app
