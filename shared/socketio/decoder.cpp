#include "shared/socketio/decoder.h"

#include "shared/base/jsonscan.h"
#include "shared/base/strictjson.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace hearth::socketio {

namespace {

Error bad(const char *why)
{
    return {ErrorCode::InvalidRequest, QStringLiteral("Socket.IO: ") + QString::fromLatin1(why)};
}

bool isBinary(PacketType type)
{
    return type == PacketType::BinaryEvent || type == PacketType::BinaryAck;
}

//! A decimal number of at most nine digits at the front, taken off; nullopt where there is none.
std::optional<qint64> takeNumber(QByteArrayView &text)
{
    qint64 value = 0;
    qsizetype digits = 0;
    while (digits < text.size() && digits < 10 && text[digits] >= '0' && text[digits] <= '9')
        value = value * 10 + (text[digits++] - '0');
    if (digits == 0)
        return std::nullopt;
    text = text.sliced(digits);
    return value;
}

constexpr std::array reservedNames{QLatin1String("connect"), QLatin1String("connect_error"),
    QLatin1String("disconnect"), QLatin1String("disconnecting"), QLatin1String("newListener"),
    QLatin1String("removeListener")};

bool isNamed(const QJsonValue &data)
{
    const QJsonValue name = data.toArray().at(0);
    return data.isArray() && ((name.isString() && !isReserved(name.toString())) || name.isDouble());
}

std::optional<Error> checkData(const Packet &packet)
{
    switch (packet.type) {
    case PacketType::Connect:
        if (!packet.data.isUndefined() && !packet.data.isObject())
            return bad("CONNECT takes an object");
        return std::nullopt;
    case PacketType::Disconnect:
        if (!packet.data.isUndefined())
            return bad("DISCONNECT takes nothing");
        return std::nullopt;
    case PacketType::ConnectError:
        if (!packet.data.isObject() && !packet.data.isString())
            return bad("CONNECT_ERROR takes an object");
        return std::nullopt;
    case PacketType::Event:
    case PacketType::BinaryEvent:
        if (!isNamed(packet.data))
            return bad("an EVENT needs a name that is not reserved");
        return std::nullopt;
    case PacketType::Ack:
    case PacketType::BinaryAck:
        if (!packet.id || !packet.data.isArray())
            return bad("an ACK needs an id and a list");
        return std::nullopt;
    }
    return bad("unknown packet type");
}

//! The numbers of all placeholders in the value; the depth was bounded when it was parsed.
void collectPlaceholders(const QJsonValue &value, QList<int> &numbers)
{
    if (value.isArray()) {
        for (const auto &item : value.toArray())
            collectPlaceholders(QJsonValue(item), numbers);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        if (object.value(QLatin1String("_placeholder")).toBool()) {
            numbers += object.value(QLatin1String("num")).toInt(-1);
            return;
        }
        for (const auto &item : object)
            collectPlaceholders(QJsonValue(item), numbers);
    }
}

bool placeholdersFit(const QJsonValue &data, int attachments)
{
    QList<int> numbers;
    collectPlaceholders(data, numbers);
    std::sort(numbers.begin(), numbers.end());
    if (numbers.size() != attachments)
        return false;
    for (int i = 0; i < attachments; ++i) {
        if (numbers.at(i) != i)
            return false;
    }
    return true;
}

} // namespace

bool isReserved(const QString &event)
{
    return std::ranges::find(reservedNames, event) != reservedNames.end();
}

Result<std::optional<Packet>> Decoder::addText(QByteArrayView text)
{
    if (m_pending)
        return bad("text came where an attachment was due");
    if (text.isEmpty() || text.front() < '0' || text.front() > '6')
        return bad("unknown packet type");
    Packet packet;
    packet.type = static_cast<PacketType>(text.front());
    text = text.sliced(1);

    int awaited = 0;
    if (isBinary(packet.type)) {
        const auto count = takeNumber(text);
        if (!count || !text.startsWith('-'))
            return bad("a binary packet needs its count of attachments");
        if (*count > m_bounds.attachments)
            return bad("too many attachments");
        awaited = static_cast<int>(*count);
        text = text.sliced(1);
    }
    if (text.startsWith('/')) {
        const qsizetype comma = text.indexOf(',');
        // A query string after the namespace is of older revisions; it means nothing here.
        const QByteArrayView nsp = comma < 0 ? text : text.first(comma);
        packet.nsp = QString::fromUtf8(nsp).section(QLatin1Char('?'), 0, 0);
        text = comma < 0 ? QByteArrayView() : text.sliced(comma + 1);
    }
    packet.id = takeNumber(text);
    if (!text.isEmpty()) {
        auto data = parseStrictJson(text, m_bounds.depth);
        if (!data)
            return data.error();
        packet.data = *std::move(data);
    }
    if (auto problem = checkData(packet))
        return *problem;
    if (isBinary(packet.type) && !placeholdersFit(packet.data, awaited))
        return bad("placeholders and attachments do not match");
    if (awaited == 0)
        return std::optional(packet);
    m_pending = std::move(packet);
    m_awaited = awaited;
    return std::optional<Packet>();
}

std::optional<PlainEvent> Decoder::plainEvent(QByteArrayView text) const
{
    if (m_pending || !text.startsWith(char(PacketType::Event)))
        return std::nullopt;
    text = text.sliced(1);
    PlainEvent event;
    event.id = takeNumber(text);
    if (!text.startsWith('[') || !isPlainJson(text, m_bounds.depth))
        return std::nullopt;
    JsonScan scan(text.sliced(1));
    if (!scan.takeBare(event.name) || std::ranges::any_of(reservedNames, [&](QLatin1String name) {
            return event.name == QByteArrayView(name.data(), name.size());
        }))
        return std::nullopt;
    const bool hasItems = scan.take(',');
    const QByteArrayView rest = scan.rest().trimmed();
    event.items = rest.first(hasItems ? rest.size() - 1 : 0); // without the list's end
    return event;
}

Result<std::optional<Packet>> Decoder::addBinary(const QByteArray &bytes)
{
    if (!m_pending)
        return bad("an attachment came that belongs to no packet");
    m_pending->attachments.append(bytes);
    if (m_pending->attachments.size() < m_awaited)
        return std::optional<Packet>();
    std::optional<Packet> done = std::move(m_pending);
    m_pending.reset();
    return done;
}

} // namespace hearth::socketio
