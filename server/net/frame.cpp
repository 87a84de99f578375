#include "server/net/frame.h"

#include <QtEndian>

namespace hearth::server {

namespace {

constexpr char finalFrame = char(0x80);
constexpr char textOpcode = 0x1;
constexpr char binaryOpcode = 0x2;
constexpr char closeOpcode = 0x8;
constexpr char pongOpcode = 0xA;

Frame frameOf(char opcode, std::initializer_list<QByteArrayView> pieces)
{
    qsizetype size = 0;
    for (const QByteArrayView piece : pieces)
        size += piece.size();
    QByteArray bytes;
    bytes.reserve(size + 10);
    bytes += char(finalFrame | opcode);
    if (size < 126) {
        bytes += char(size);
    } else if (size <= 0xFFFF) {
        const quint16 length = qToBigEndian(quint16(size));
        bytes += char(126);
        bytes.append(reinterpret_cast<const char *>(&length), sizeof length);
    } else {
        const quint64 length = qToBigEndian(quint64(size));
        bytes += char(127);
        bytes.append(reinterpret_cast<const char *>(&length), sizeof length);
    }
    for (const QByteArrayView piece : pieces)
        bytes.append(piece.data(), piece.size());
    return {bytes};
}

} // namespace

Frame textFrame(std::initializer_list<QByteArrayView> utf8)
{
    return frameOf(textOpcode, utf8);
}

Frame binaryFrame(QByteArrayView data)
{
    return frameOf(binaryOpcode, {data});
}

Frame pongFrame(QByteArrayView data)
{
    return frameOf(pongOpcode, {data});
}

Frame closeFrame(CloseCode code)
{
    const quint16 number = qToBigEndian(static_cast<quint16>(code));
    const QByteArray bytes(reinterpret_cast<const char *>(&number), sizeof number);
    return frameOf(closeOpcode, {bytes, reason(code).toUtf8()});
}

QByteArrayView payloadOf(const Frame &frame)
{
    const auto length = uchar(frame.bytes.at(1));
    return QByteArrayView(frame.bytes).sliced(length < 126 ? 2 : length == 126 ? 4 : 10);
}

bool isBinary(const Frame &frame)
{
    return (frame.bytes.at(0) & 0x0F) == binaryOpcode;
}

} // namespace hearth::server
