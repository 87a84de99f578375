#include "server/cluster/fields.h"

#include "server/cluster/msgpack.h"
#include "shared/base/jsonscan.h"
#include "shared/base/jsontext.h"
#include "shared/base/strictjson.h"
#include "shared/base/utf8.h"
#include "shared/socketio/decoder.h"

#include <QJsonArray>

#include <algorithm>

namespace hearth::server::cluster {

namespace {

//! Where the quote is that ends a text which begins there.
qsizetype endOfText(QByteArrayView json, qsizetype from)
{
    for (qsizetype at = json.indexOf('"', from); at >= 0; at = json.indexOf('"', at + 1)) {
        qsizetype escape = at;
        while (escape > from && json[escape - 1] == '\\')
            --escape;
        if ((at - escape) % 2 == 0)
            return at;
    }
    return json.size();
}

//! How long the value is that begins JSON which was judged before. JsonScan::skip() takes no key with an
//! escape.
qsizetype lengthOfFirst(QByteArrayView json)
{
    int depth = 0;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"') {
            i = endOfText(json, i + 1);
            if (depth == 0)
                return std::min(i + 1, json.size());
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            if (depth <= 1)
                return depth == 0 ? i : i + 1;
            --depth;
        } else if (depth == 0 && QByteArrayView(", \t\r\n").contains(c)) {
            return i;
        }
    }
    return json.size();
}

//! The value at the scanner's place, which goes past it; nullopt where there is none.
std::optional<QByteArrayView> valueAt(JsonScan &scan)
{
    if (scan.next() == '\0') // and past what is white
        return {};
    const QByteArrayView rest = scan.rest();
    const qsizetype length = lengthOfFirst(rest);
    if (length == 0)
        return {};
    scan = JsonScan(rest.sliced(length));
    return rest.first(length);
}

//! Attachments that stand in it. Escaping keeps texts from looking like one, and unpack() keys.
qsizetype placesIn(QByteArrayView json)
{
    static const QByteArray place = "{\"_placeholder\":true,\"num\":";
    qsizetype count = 0;
    for (qsizetype at = json.indexOf(place); at >= 0; at = json.indexOf(place, at + place.size()))
        ++count;
    return count;
}

bool hasAllAttachments(QByteArrayView json, const Body &body)
{
    return body.attachments().isEmpty() || placesIn(json) == body.attachments().size();
}

Encoded encoded(QByteArrayView items, const Body &body)
{
    Encoded out = Encoded::ofText(items.toByteArray());
    out.attachments = body.attachments();
    return out;
}

} // namespace

Error malformed(const char *what)
{
    return {ErrorCode::InvalidRequest, QString::fromLatin1(what)};
}

Result<Body> Body::of(QByteArrayView payload, const Bounds &bounds, Form form)
{
    if (payload.size() > bounds.bytes)
        return Error(ErrorCode::TooLarge, QStringLiteral("too large"));
    Body out;
    if (form == Form::Either && payload.startsWith('{')) {
        out.m_json = payload.toByteArray();
    } else {
        auto unpacked = unpack(payload, bounds);
        if (!unpacked)
            return unpacked.error();
        out.m_json = std::move(unpacked->json);
        out.m_attachments = std::move(unpacked->attachments);
    }
    if (isPlainJson(out.m_json, bounds.depth))
        return out;
    const auto parsed = parseStrictJson(out.m_json, bounds.depth);
    if (!parsed)
        return parsed.error();
    out.m_json = toCompactJson(*parsed);
    return out;
}

std::optional<Fields> Fields::of(QByteArrayView object)
{
    Fields out;
    JsonScan scan(object);
    if (!scan.take('{'))
        return {};
    if (scan.take('}'))
        return out;
    do {
        QByteArrayView key;
        if (!scan.takeBare(key) || !scan.take(':'))
            return {};
        const auto value = valueAt(scan);
        if (!value)
            return {};
        out.m_values.emplace_back(key, *value);
    } while (scan.take(','));
    return scan.take('}') ? std::optional(out) : std::nullopt;
}

QByteArrayView Fields::operator[](QByteArrayView key) const
{
    const auto found = std::ranges::find(m_values, key, [](const auto &each) { return each.first; });
    return found == m_values.end() ? QByteArrayView() : found->second;
}

std::optional<std::vector<QByteArrayView>> itemsOf(QByteArrayView list)
{
    std::vector<QByteArrayView> out;
    JsonScan scan(list);
    if (!scan.take('['))
        return {};
    if (scan.take(']'))
        return out;
    do {
        const auto value = valueAt(scan);
        if (!value)
            return {};
        out.push_back(*value);
    } while (scan.take(','));
    return scan.take(']') ? std::optional(out) : std::nullopt;
}

std::optional<QString> textOf(QByteArrayView value)
{
    JsonScan scan(value);
    QString text;
    if (scan.takeText(text))
        return text;
    const auto number = numberOf(value);
    return number ? std::optional(QString::number(*number)) : std::nullopt;
}

std::optional<QStringList> textsOf(QByteArrayView list)
{
    const auto items = itemsOf(list);
    if (!items)
        return {};
    QStringList out;
    for (const QByteArrayView item : *items) {
        const auto text = textOf(item);
        if (!text)
            return {};
        out.append(*text);
    }
    return out;
}

std::optional<QStringList> roomsOf(QByteArrayView list)
{
    constexpr qsizetype most = 1'000;
    auto rooms = textsOf(list);
    return rooms && rooms->size() <= most ? std::move(rooms) : std::nullopt;
}

std::optional<qint64> numberOf(QByteArrayView value)
{
    JsonScan scan(value);
    qint64 number = 0;
    return scan.takeNumber(number) && scan.isAtEnd() ? std::optional(number) : std::nullopt;
}

bool isTrue(QByteArrayView value)
{
    return value == "true";
}

std::optional<Audience> audienceOf(QByteArrayView opts)
{
    const auto fields = Fields::of(opts);
    if (!fields)
        return {};
    Audience out;
    for (const auto &[key, rooms] : {std::pair("rooms", &out.rooms), std::pair("except", &out.except)}) {
        const QByteArrayView list = (*fields)[key];
        if (list.isEmpty())
            continue;
        const auto texts = textsOf(list);
        if (!texts)
            return {};
        *rooms = QSet<QString>(texts->begin(), texts->end());
    }
    return out;
}

std::optional<Place> placeOf(QByteArrayView flag)
{
    const auto numbers = flag.isEmpty() ? std::nullopt : itemsOf(flag);
    if (!numbers || numbers->size() < 2 || numbers->size() > 3)
        return {};
    const auto track = numberOf((*numbers)[0]);
    const auto position = numberOf((*numbers)[1]);
    const auto after = numbers->size() == 3 ? numberOf((*numbers)[2]) : std::optional<qint64>(0);
    if (!track || !position || !after || *track < 1 || *track > std::numeric_limits<int>::max() ||
        *position < 1 || *after < 0)
        return {};
    return Place{int(*track), *position, *after};
}

Flags flagsOf(QByteArrayView opts)
{
    constexpr qint64 longestMs = 60'000;
    const auto fields = Fields::of(opts);
    const auto flags = fields ? Fields::of((*fields)["flags"]) : std::nullopt;
    if (!flags)
        return {};
    const qint64 timeout = numberOf((*flags)["timeout"]).value_or(0);
    return {isTrue((*flags)["volatile"]), int(std::clamp<qint64>(timeout, 0, longestMs)),
        placeOf((*flags)["hearth"])};
}

std::optional<Event> eventOf(QByteArrayView list, const Body &body)
{
    const auto items = itemsOf(list);
    if (!items || items->empty() || !items->front().startsWith('"') || !hasAllAttachments(list, body))
        return {};
    const auto name = textOf(items->front());
    if (!name)
        return {};
    if (items->size() == 1)
        return Event{*name, encoded({}, body)};
    const char *first = (*items)[1].data();
    const QByteArrayView last = items->back();
    return Event{*name, encoded({first, last.data() + last.size() - first}, body)};
}

std::optional<Event> packetOf(QByteArrayView packet, const Body &body)
{
    const auto fields = Fields::of(packet);
    if (!fields || (*fields)["type"] != "2")
        return {};
    auto event = eventOf((*fields)["data"], body);
    return event && !socketio::isReserved(event->name) ? std::move(event) : std::nullopt;
}

std::optional<Encoded> valueOf(QByteArrayView value, const Body &body)
{
    return hasAllAttachments(value, body) ? std::optional(encoded(value, body)) : std::nullopt;
}

std::optional<QList<RemoteSocket>> socketsOf(QByteArrayView list)
{
    const auto items = itemsOf(list);
    if (!items)
        return {};
    QList<RemoteSocket> out;
    for (const QByteArrayView item : *items) {
        const auto fields = Fields::of(item);
        const auto id = fields ? textOf((*fields)["id"]) : std::nullopt;
        const auto rooms = fields ? textsOf((*fields)["rooms"]) : std::nullopt;
        if (!id || !rooms)
            return {};
        const QByteArrayView data = (*fields)["data"];
        out.append({*id, *rooms, parseOwnJson((*fields)["handshake"]).toObject(),
            data.isEmpty() ? QJsonValue(QJsonValue::Undefined) : parseOwnJson(data)});
    }
    return out;
}

std::optional<int> countOf(QByteArrayView value)
{
    constexpr qint64 most = 10'000'000;
    const auto count = numberOf(value);
    return count && *count >= 0 && *count <= most ? std::optional(int(*count)) : std::nullopt;
}

QByteArray jsonOf(const QString &text)
{
    QByteArray out;
    appendJson(out, text);
    return out;
}

namespace {

template <class Texts>
QByteArray listOf(const Texts &texts)
{
    QByteArray out = "[";
    for (const QString &each : texts) {
        if (out.size() > 1)
            out += ',';
        appendJson(out, each);
    }
    return out + ']';
}

} // namespace

QByteArray jsonOf(const QStringList &texts)
{
    return listOf(texts);
}

QByteArray jsonOf(const QSet<QString> &texts)
{
    return listOf(texts);
}

QByteArray jsonOf(const Event &event)
{
    const QByteArray &items = event.arguments.items;
    return '[' + jsonOf(event.name) + (items.isEmpty() ? "" : ",") + items + ']';
}

QByteArray jsonOf(const QList<RemoteSocket> &sockets)
{
    QJsonArray out;
    for (const RemoteSocket &each : sockets) {
        out.append(QJsonObject{{QStringLiteral("id"), each.id}, {QStringLiteral("handshake"), each.handshake},
            {QStringLiteral("rooms"), QJsonArray::fromStringList(each.rooms)},
            {QStringLiteral("data"), each.data}});
    }
    return toCompactJson(out);
}

} // namespace hearth::server::cluster
