#include "server/net/websocketreader.h"

#include <QtEndian>

#include <cstring>

namespace hearth::server {

namespace {

enum Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

//! A message in more fragments than this is an attack on the reader, not a message.
constexpr int maxFragments = 1024;
constexpr qsizetype maskSize = 4;

//! Section 5.3. In place: the bytes are ours.
void unmask(char *data, qsizetype size, const char *mask)
{
    quint64 wide = 0;
    std::memcpy(&wide, mask, 4);
    wide |= wide << 32;
    qsizetype i = 0;
    for (; i + 8 <= size; i += 8) {
        quint64 word = 0;
        std::memcpy(&word, data + i, 8);
        word ^= wide;
        std::memcpy(data + i, &word, 8);
    }
    for (; i < size; ++i)
        data[i] = char(data[i] ^ mask[i % 4]);
}

//! Section 7.4: which codes a peer may send.
bool isSendableCode(quint16 code)
{
    return (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006) ||
           (code >= 3000 && code <= 4999);
}

//! The length of the sequence that begins here, 0 where none does.
int sequenceLength(const uchar *at, qsizetype left)
{
    const uchar first = at[0];
    const int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || left < length)
        return 0;
    for (int i = 1; i < length; ++i) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    }
    const bool isOverlong = (first == 0xE0 && at[1] < 0xA0) || (first == 0xF0 && at[1] < 0x90);
    const bool isSurrogate = first == 0xED && at[1] >= 0xA0;
    const bool isTooHigh = first == 0xF4 && at[1] >= 0x90;
    return isOverlong || isSurrogate || isTooHigh ? 0 : length;
}

} // namespace

bool isValidUtf8(QByteArrayView bytes)
{
    const auto *data = reinterpret_cast<const uchar *>(bytes.data());
    const qsizetype size = bytes.size();
    for (qsizetype i = 0; i < size;) {
        quint64 word = 0;
        if (i + 8 <= size) {
            std::memcpy(&word, data + i, 8);
            if ((word & 0x8080808080808080ULL) == 0) {
                i += 8;
                continue;
            }
        }
        if (data[i] < 0x80) {
            ++i;
            continue;
        }
        const int length = sequenceLength(data + i, size - i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

struct WebSocketReader::Head
{
    bool isFinal = false;
    bool hasReserved = false;
    bool isMasked = false;
    bool isPadded = false; //!< The length is written in more bytes than it needs.
    quint8 opcode = 0;
    quint64 length = 0;
    qsizetype size = 0; //!< of the head itself, with the mask; 0: not complete

    [[nodiscard]] bool isControl() const { return opcode & 0x8; }

    [[nodiscard]] static Head read(QByteArrayView bytes)
    {
        Head head;
        if (bytes.size() < 2)
            return head;
        const auto first = uchar(bytes[0]);
        const auto second = uchar(bytes[1]);
        head.isFinal = first & 0x80;
        head.hasReserved = first & 0x70;
        head.opcode = first & 0x0F;
        head.isMasked = second & 0x80;
        head.length = second & 0x7F;
        const qsizetype extra = head.length == 126 ? 2 : head.length == 127 ? 8 : 0;
        const qsizetype size = 2 + extra + (head.isMasked ? maskSize : 0);
        if (bytes.size() < size)
            return head;
        if (extra == 2)
            head.length = qFromBigEndian<quint16>(bytes.data() + 2);
        else if (extra == 8)
            head.length = qFromBigEndian<quint64>(bytes.data() + 2);
        // Section 5.2 forbids it; a short control frame so written would else be refused only where its head
        // comes in pieces.
        head.isPadded = (extra == 2 && head.length < 126) || (extra == 8 && head.length <= 0xFFFF);
        head.size = size;
        return head;
    }
};

void WebSocketReader::feed(QByteArrayView bytes)
{
    if (m_isStopped)
        return;
    const bool isJoined = !m_rest.isEmpty();
    if (isJoined) {
        m_rest.append(bytes);
        bytes = m_rest;
    }
    const qsizetype size = bytes.size();
    while (!m_isStopped && !bytes.isEmpty()) {
        const qsizetype taken = takeFrame(bytes);
        if (taken == 0)
            break;
        bytes = bytes.sliced(taken);
    }
    if (m_isStopped)
        m_rest.clear();
    else if (isJoined)
        m_rest.remove(0, size - bytes.size()); // nothing is copied where a frame trickles in
    else
        m_rest = bytes.toByteArray();
}

qsizetype WebSocketReader::takeFrame(QByteArrayView bytes)
{
    const Head head = Head::read(bytes);
    // What can be told from the first two bytes is, so that nobody is waited for in vain.
    if (bytes.size() >= 2 && !checkHead(head))
        return 0;
    if (head.size == 0 || quint64(bytes.size() - head.size) < head.length)
        return 0;
    const auto length = qsizetype(head.length);
    QByteArray payload = bytes.sliced(head.size, length).toByteArray();
    unmask(payload.data(), length, bytes.data() + head.size - maskSize);
    if (head.isControl())
        takeControl(head, payload);
    else
        takeData(head, payload);
    return head.size + length;
}

bool WebSocketReader::checkHead(const Head &head)
{
    const bool isKnown = head.opcode <= Binary || (head.opcode >= Close && head.opcode <= Pong);
    const bool isBadControl = head.isControl() && (!head.isFinal || head.length > 125);
    const bool isOutOfTurn = !head.isControl() && (head.opcode == Continuation) == (m_messageOpcode == 0);
    if (!isKnown || head.hasReserved || !head.isMasked || head.isPadded || isBadControl || isOutOfTurn) {
        fail(CloseCode::ProtocolError);
        return false;
    }
    const quint64 whole = head.length + quint64(m_message.size());
    const bool isTooLong =
        m_maxBytes > 0 && (head.length > quint64(m_maxBytes) || whole > quint64(m_maxBytes));
    if (!head.isControl() && head.size > 0 && isTooLong) {
        fail(CloseCode::TooLarge);
        return false;
    }
    return true;
}

void WebSocketReader::takeData(const Head &head, QByteArrayView payload)
{
    const bool isWhole = head.isFinal && head.opcode != Continuation;
    if (!isWhole) {
        m_message.append(payload);
        if (head.opcode != Continuation)
            m_messageOpcode = head.opcode;
        m_fragments = head.isFinal ? 0 : m_fragments + 1;
        if (m_fragments > maxFragments)
            return fail(CloseCode::TooLarge);
        if (!head.isFinal)
            return;
    }
    const quint8 opcode = isWhole ? head.opcode : std::exchange(m_messageOpcode, quint8(0));
    const QByteArray joined = std::exchange(m_message, {});
    const QByteArrayView message = isWhole ? payload : QByteArrayView(joined);
    if (opcode == Binary)
        return m_handler.binaryMessage(message);
    // The whole message at once: a code point may be split between fragments.
    if (!isValidUtf8(message))
        return fail(CloseCode::BadData);
    m_handler.textMessage(message);
}

void WebSocketReader::takeControl(const Head &head, QByteArrayView payload)
{
    if (head.opcode == Ping)
        return m_handler.pingFrame(payload);
    if (head.opcode == Pong)
        return;
    const quint16 code =
        payload.size() < 2 ? quint16(CloseCode::Normal) : qFromBigEndian<quint16>(payload.data());
    if (payload.size() == 1 || !isSendableCode(code))
        return fail(CloseCode::ProtocolError);
    if (payload.size() > 2 && !isValidUtf8(payload.sliced(2)))
        return fail(CloseCode::BadData);
    stop();
    m_handler.closeFrameReceived(code);
}

void WebSocketReader::fail(CloseCode code)
{
    if (std::exchange(m_isStopped, true))
        return;
    m_handler.failed(code);
}

} // namespace hearth::server
