#include "server/features/hookpayload.h"

#include "server/series/values.h"
#include "shared/base/strictjson.h"
#include "shared/base/utf8.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>

namespace hearth::server {

namespace {

constexpr qsizetype maxParts = 20; //!< alerts, attachments, blocks and fields that are told each

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

void addLine(QStringList &lines, const QString &line)
{
    if (!line.trimmed().isEmpty())
        lines += line;
}

QString bold(const QString &title)
{
    return title.isEmpty() ? QString() : QStringLiteral("**%1**").arg(title);
}

QString link(const QString &label, const QString &url)
{
    const bool isWeb = url.startsWith(QLatin1String("http://")) || url.startsWith(QLatin1String("https://"));
    if (!isWeb)
        return label;
    // A label that ends early would let the rest of it choose where the link goes.
    QString shown = label.isEmpty() ? url : label;
    shown.replace(QLatin1Char('['), QLatin1Char('(')).replace(QLatin1Char(']'), QLatin1Char(')'));
    return QStringLiteral("[%1](%2)").arg(shown, url);
}

//! The first of a list, and how many more there are.
template <class Tell>
void tellEach(QStringList &lines, const QJsonValue &list, Tell tell)
{
    const QJsonArray items = list.toArray();
    for (qsizetype i = 0; i < std::min(items.size(), maxParts); ++i)
        tell(items.at(i).toObject());
    if (items.size() > maxParts)
        lines += QStringLiteral("… and %1 more").arg(items.size() - maxParts);
}

// ---- Slack: api.slack.com/messaging/webhooks, api.slack.com/reference/messaging/attachments ----

QString textOfBlock(const QJsonObject &block)
{
    const QJsonValue value = block.value(QLatin1String("text"));
    const QJsonObject object = value.toObject();
    return text(object, "type") == QLatin1String("mrkdwn") ? markdownFromSlack(text(object, "text"))
                                                           : text(object, "text");
}

void tellBlock(QStringList &lines, const QJsonObject &block)
{
    const QString type = text(block, "type");
    if (type == QLatin1String("header"))
        return addLine(lines, bold(textOfBlock(block)));
    addLine(lines, textOfBlock(block));
    for (const char *parts : {"fields", "elements"})
        tellEach(lines, block.value(QLatin1String(parts)), [&lines](const QJsonObject &part) {
            const bool isText = text(part, "type") == QLatin1String("mrkdwn");
            addLine(lines, isText ? markdownFromSlack(text(part, "text")) : text(part, "text"));
        });
}

void tellAttachment(QStringList &lines, const QJsonObject &attachment)
{
    addLine(lines, markdownFromSlack(text(attachment, "pretext")));
    addLine(lines, bold(link(text(attachment, "title"), text(attachment, "title_link"))));
    const QString body = markdownFromSlack(text(attachment, "text"));
    addLine(lines, body);
    tellEach(lines, attachment.value(QLatin1String("fields")), [&lines](const QJsonObject &field) {
        addLine(lines, QStringLiteral("%1: %2").arg(
                           bold(text(field, "title")), markdownFromSlack(text(field, "value"))));
    });
    if (body.isEmpty() && text(attachment, "title").isEmpty())
        addLine(lines, markdownFromSlack(text(attachment, "fallback")));
}

QStringList ofSlack(const QJsonObject &object)
{
    QStringList lines;
    addLine(lines, markdownFromSlack(text(object, "text")));
    const QJsonValue blocks = object.value(QLatin1String("blocks"));
    // With blocks the text stands for them where they cannot be shown.
    if (!blocks.toArray().isEmpty())
        lines.clear();
    tellEach(lines, blocks, [&lines](const QJsonObject &block) { tellBlock(lines, block); });
    tellEach(lines, object.value(QLatin1String("attachments")),
        [&lines](const QJsonObject &attachment) { tellAttachment(lines, attachment); });
    return lines;
}

// ---- Grafana: grafana.com/docs, "Webhook notifications" ----

void tellAlert(QStringList &lines, const QJsonObject &alert)
{
    const QJsonObject labels = alert.value(QLatin1String("labels")).toObject();
    const QJsonObject annotations = alert.value(QLatin1String("annotations")).toObject();
    const bool isOver = text(alert, "status") == QLatin1String("resolved");
    const QString name = link(text(labels, "alertname"), text(alert, "generatorURL"));
    QString line = (isOver ? QStringLiteral("✅ ") : QStringLiteral("🔥 ")) + bold(name);
    for (const char *key : {"summary", "description"}) {
        if (const QString said = text(annotations, key); !said.isEmpty())
            line += QStringLiteral(" ") + said;
    }
    if (const QString values = text(alert, "valueString"); !values.isEmpty() && values.size() < 500)
        line += QStringLiteral(" `%1`").arg(QString(values).remove(QLatin1Char('`')));
    addLine(lines, line);
}

QStringList ofGrafana(const QJsonObject &object)
{
    QStringList lines;
    addLine(lines, bold(link(text(object, "title"), text(object, "externalURL"))));
    tellEach(lines, object.value(QLatin1String("alerts")),
        [&lines](const QJsonObject &alert) { tellAlert(lines, alert); });
    if (object.value(QLatin1String("alerts")).toArray().isEmpty())
        addLine(lines, text(object, "message"));
    return lines;
}

// ---- Uptime Kuma: its own webhook, JSON ----

QStringList ofUptimeKuma(const QJsonObject &object)
{
    const QJsonObject heartbeat = object.value(QLatin1String("heartbeat")).toObject();
    const QJsonObject monitor = object.value(QLatin1String("monitor")).toObject();
    const QString name = link(text(monitor, "name"), text(monitor, "url"));
    QStringList lines;
    if (!heartbeat.isEmpty()) {
        const bool isUp = heartbeat.value(QLatin1String("status")).toInt(-1) == 1;
        addLine(
            lines, (isUp ? QStringLiteral("✅ %1 is up") : QStringLiteral("🔥 %1 is down")).arg(bold(name)));
        addLine(lines, text(heartbeat, "msg"));
    }
    if (lines.isEmpty())
        addLine(lines, text(object, "msg"));
    return lines;
}

// ---- all ----

//! Without what no text of a message may have, and not longer than one.
QString fitting(const QStringList &lines, int contentBytes)
{
    QString out;
    for (const QChar c : lines.join(QLatin1Char('\n'))) {
        if (c >= u' ' || c == u'\n' || c == u'\t')
            out += c;
    }
    return fittingText(out.trimmed(), contentBytes);
}

Result<HookPayload> valuesOf(QJsonObject object, qint64 now)
{
    const QString channel = object.take(QLatin1String("channel")).toString();
    const auto points = pointsFromJson(toCompactJson(object), now, {});
    return points ? Result<HookPayload>(HookValues{channel, *points}) : points.error();
}

bool hasAny(const QJsonObject &object, std::initializer_list<const char *> keys)
{
    return std::any_of(
        keys.begin(), keys.end(), [&object](const char *key) { return object.contains(QLatin1String(key)); });
}

HookMessage messageOf(const QJsonObject &object, int contentBytes)
{
    if (hasAny(object, {"content"}))
        return {fitting({text(object, "content")}, contentBytes)};
    if (hasAny(object, {"heartbeat", "monitor"}))
        return {fitting(ofUptimeKuma(object), contentBytes)};
    if (hasAny(object, {"alerts"}))
        return {fitting(ofGrafana(object), contentBytes)};
    if (hasAny(object, {"attachments", "blocks", "text"}))
        return {fitting(ofSlack(object), contentBytes), true};
    return {fitting({text(object, "msg")}, contentBytes)}; // Uptime Kuma's test button
}

} // namespace

Result<HookPayload> hookPayload(
    const QByteArray &contentType, const QByteArray &body, qint64 now, int contentBytes)
{
    QByteArray json = body;
    if (contentType.startsWith("application/x-www-form-urlencoded")) {
        QString form = QString::fromUtf8(body);
        form.replace(QLatin1Char('+'), QLatin1Char(' '));
        json = QUrlQuery(form).queryItemValue(QStringLiteral("payload"), QUrl::FullyDecoded).toUtf8();
    }
    const auto parsed = parseStrictJson(json);
    if (!parsed)
        return parsed.error();
    const QJsonObject object = parsed->toObject();
    const bool isValue = object.contains(QLatin1String("channel")) &&
                         (object.contains(QLatin1String("data")) || object.contains(QLatin1String("points")));
    if (isValue)
        return valuesOf(object, now);
    const HookMessage message = messageOf(object, contentBytes);
    if (message.content.isEmpty())
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral("Expected {\"content\": \"…\"}, {\"channel\", \"data\"}, or a payload of Slack, "
                           "Grafana or Uptime Kuma"));
    return HookPayload(message);
}

QString markdownFromSlack(const QString &text)
{
    QString out;
    qsizetype end = 0; // the next `>`, looked for once: a text may be nothing but `<`
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'<' && end >= 0 && end <= i)
            end = text.indexOf(QLatin1Char('>'), i);
        if (c == u'<' && end > i) {
            const QString inside = text.mid(i + 1, end - i - 1);
            const QString target = inside.section(QLatin1Char('|'), 0, 0);
            const QString label = inside.section(QLatin1Char('|'), 1);
            const QString linked = link(label, target);
            out += linked.isEmpty() ? target : linked;
            i = end;
        } else if (c == u'*') {
            out += QLatin1String("**");
        } else if (c == u'~') {
            out += QLatin1String("~~");
        } else {
            out += c;
        }
    }
    return out.replace(QLatin1String("&lt;"), QLatin1String("<"))
        .replace(QLatin1String("&gt;"), QLatin1String(">"))
        .replace(QLatin1String("&amp;"), QLatin1String("&"));
}

} // namespace hearth::server
