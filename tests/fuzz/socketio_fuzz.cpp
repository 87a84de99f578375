#include "shared/base/strictjson.h"
#include "shared/base/utf8.h"
#include "shared/socketio/decoder.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace hearth::fuzz {

using namespace hearth::socketio;

namespace {

constexpr Decoder::Bounds bounds{3, 8};

//! Each placeholder's number, in the order of the text.
QList<int> placeholdersOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    if (object.value(QLatin1String("_placeholder")) == QJsonValue(true))
        return {object.value(QLatin1String("num")).toInt(-1)};
    QList<int> numbers;
    for (const auto &item : value.toArray())
        numbers += placeholdersOf(item);
    for (const auto &item : object)
        numbers += placeholdersOf(item);
    return numbers;
}

bool isReserved(const QJsonValue &name)
{
    static const QStringList reserved{
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"};
    return name.isString() && reserved.contains(name.toString());
}

//! What each type of packet carries.
bool hasItsData(const Packet &packet)
{
    const QJsonValue &data = packet.data;
    switch (packet.type) {
    case PacketType::Connect:
        return data.isUndefined() || data.isObject();
    case PacketType::Disconnect:
        return data.isUndefined();
    case PacketType::ConnectError:
        return data.isObject() || data.isString();
    case PacketType::Event:
    case PacketType::BinaryEvent:
        return data.isArray() && (data[0].isString() || data[0].isDouble()) && !isReserved(data[0]);
    case PacketType::Ack:
    case PacketType::BinaryAck:
        return data.isArray() && packet.id.has_value();
    }
    return false;
}

void checkPacket(const Packet &packet)
{
    const bool isBinary = packet.type == PacketType::BinaryEvent || packet.type == PacketType::BinaryAck;
    require(packet.attachments.size() <= (isBinary ? bounds.attachments : 0), "the attachments are bounded");
    require(packet.nsp.startsWith(QLatin1Char('/')), "a namespace begins with a slash");
    require(depthOf(packet.data) <= bounds.depth, "the depth is bounded");
    require(hasItsData(packet), "a packet carries what its type has, and forges no life of a connection");
    if (!isBinary)
        return;
    QList<int> numbers = placeholdersOf(packet.data);
    std::ranges::sort(numbers);
    require(numbers.size() == packet.attachments.size(), "a placeholder an attachment");
    for (int i = 0; i < numbers.size(); ++i)
        require(numbers.at(i) == i, "each attachment has its own placeholder");
}

void checkWayBack(const Packet &packet)
{
    Decoder decoder(bounds);
    auto again = decoder.addText(encode(packet));
    for (const QByteArray &each : packet.attachments) {
        require(again.isOk() && !again->has_value(), "attachments are awaited");
        again = decoder.addBinary(each);
    }
    require(again.isOk() && again->has_value(), "what decodes is written as what decodes");
    const Packet &back = **again;
    require(back.type == packet.type && back.nsp == packet.nsp && back.id == packet.id &&
                isSameJson(back.data, packet.data) && back.attachments == packet.attachments,
        "what decodes survives the way back");
}

//! What is taken as plain is the packet that addText() makes of it.
void checkPlain(const Decoder &decoder, QByteArrayView text)
{
    const auto event = decoder.plainEvent(text);
    if (!event)
        return;
    Decoder other = decoder;
    const auto packet = other.addText(text);
    require(packet.isOk() && packet->has_value(), "a plain event is a packet");
    const auto items = parseStrictJson('[' + event->items.toByteArray() + ']', bounds.depth);
    QJsonArray data = (*packet)->data.toArray();
    require((*packet)->type == PacketType::Event && (*packet)->nsp == QLatin1String("/") &&
                (*packet)->id == event->id && data.takeAt(0) == wholeText(event->name) && items.isOk() &&
                isSameJson(*items, data),
        "a plain event is the same packet");
}

} // namespace

//! Messages as they come after one another; one that begins with `b` is binary.
void fuzz(QByteArrayView input)
{
    Decoder decoder(bounds);
    int awaited = 0;
    for (const QByteArray &each : messagesOf(input)) {
        if (!each.startsWith('b'))
            checkPlain(decoder, each);
        const auto result = each.startsWith('b') ? decoder.addBinary(each.mid(1)) : decoder.addText(each);
        if (!result)
            return;
        require(
            each.startsWith('b') == (awaited > 0), "an attachment comes where one is due, and only there");
        awaited = result->has_value() ? 0 : awaited + 1;
        require(awaited <= bounds.attachments, "what is awaited is bounded");
        if (!result->has_value())
            continue;
        checkPacket(**result);
        checkWayBack(**result);
    }
}

} // namespace hearth::fuzz
