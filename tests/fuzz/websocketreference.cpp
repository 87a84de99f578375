#include "tests/fuzz/websocketreference.h"

#include <optional>

namespace hearth::fuzz {

namespace {

constexpr int protocolError = 1002;
constexpr int badData = 1007;
constexpr int tooLarge = 1009;
constexpr int maxFragments = 1024;

bool mayBeSent(int code)
{
    static const QList<int> never{1004, 1005, 1006};
    return (code >= 1000 && code < 1015 && !never.contains(code)) || (code >= 3000 && code < 5000);
}

class Reference
{
public:
    Reference(QByteArrayView bytes, qint64 maxBytes) : m_bytes(bytes), m_maxBytes(maxBytes) {}

    QList<WebSocketEvent> read()
    {
        while (!m_isOver && takeFrame()) {
        }
        return m_events;
    }

private:
    bool end(char kind, int code)
    {
        m_events += {kind, {}, code};
        m_isOver = true;
        return false;
    }

    //! The next `count` bytes as a number, the highest first; nothing where they are not there.
    std::optional<quint64> number(int count)
    {
        if (m_bytes.size() < count)
            return std::nullopt;
        quint64 value = 0;
        for (const char c : m_bytes.first(count))
            value = value * 256 + uchar(c);
        m_bytes = m_bytes.sliced(count);
        return value;
    }

    bool takeFrame()
    {
        const auto first = number(1);
        const auto second = first ? number(1) : std::nullopt;
        if (!second)
            return false;
        const bool isFinal = *first >= 128;
        const int opcode = int(*first % 16);
        const bool isControl = opcode >= 8;
        const int told = int(*second % 128);
        const bool isReserved = *first / 16 % 8 != 0 || (opcode > 2 && opcode < 8) || opcode > 10;
        const bool isBadControl = isControl && (!isFinal || told > 125);
        const bool isOutOfTurn = !isControl && (opcode == 0) != m_opcode.has_value();
        if (isReserved || *second < 128 || isBadControl || isOutOfTurn)
            return end('f', protocolError);
        const auto length = told < 126 ? std::optional(quint64(told)) : number(told == 126 ? 2 : 8);
        if (!length || m_bytes.size() < 4)
            return false;
        if ((told == 126 && *length < 126) || (told == 127 && *length < 65536))
            return end('f', protocolError);
        if (!isControl && *length > quint64(m_maxBytes - m_message.size()))
            return end('f', tooLarge);
        const QByteArrayView mask = m_bytes.first(4);
        if (quint64(m_bytes.size() - 4) < *length)
            return false;
        QByteArray payload = m_bytes.sliced(4, qsizetype(*length)).toByteArray();
        m_bytes = m_bytes.sliced(4 + payload.size());
        for (qsizetype i = 0; i < payload.size(); ++i)
            payload[i] = char(payload[i] ^ mask[i % 4]);
        return isControl ? takeControl(opcode, payload) : takeData(opcode, isFinal, payload);
    }

    bool takeControl(int opcode, const QByteArray &payload)
    {
        if (opcode == 9)
            m_events += {'p', payload};
        if (opcode != 8)
            return true;
        if (payload.isEmpty())
            return end('c', 1000);
        const int code = payload.size() < 2 ? 0 : uchar(payload[0]) * 256 + uchar(payload[1]);
        if (!mayBeSent(code))
            return end('f', protocolError);
        return payload.sliced(2).isValidUtf8() ? end('c', code) : end('f', badData);
    }

    bool takeData(int opcode, bool isFinal, const QByteArray &payload)
    {
        if (!m_opcode)
            m_opcode = opcode;
        m_message += payload;
        if (!isFinal)
            return ++m_fragments <= maxFragments || end('f', tooLarge);
        if (*m_opcode == 1 && !m_message.isValidUtf8())
            return end('f', badData);
        m_events += {*m_opcode == 1 ? 't' : 'b', m_message};
        m_opcode.reset();
        m_message.clear();
        m_fragments = 0;
        return true;
    }

    QByteArrayView m_bytes;
    qint64 m_maxBytes;
    QList<WebSocketEvent> m_events;
    std::optional<int> m_opcode; //!< of the message that is open
    QByteArray m_message;
    int m_fragments = 0;
    bool m_isOver = false;
};

} // namespace

QList<WebSocketEvent> readWebSocket(QByteArrayView bytes, qint64 maxBytes)
{
    return Reference(bytes, maxBytes).read();
}

QByteArray maskedFrame(quint8 opcode, QByteArrayView payload, QByteArrayView mask)
{
    QByteArray frame(1, char(opcode));
    if (payload.size() < 126) {
        frame += char(128 + payload.size());
    } else {
        frame += char(128 + 126);
        frame += char(payload.size() / 256);
        frame += char(payload.size() % 256);
    }
    frame += mask.first(4);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame += char(payload[i] ^ mask[i % 4]);
    return frame;
}

} // namespace hearth::fuzz
