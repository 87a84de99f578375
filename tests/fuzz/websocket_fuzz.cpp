#include "server/net/frame.h"
#include "server/net/websocketreader.h"
#include "shared/base/utf8.h"
#include "tests/fuzz/websocketreference.h"

namespace hearth::fuzz {

using namespace hearth::server;

namespace {

constexpr qint64 maxBytes = 300;

//! What the reader told, in order.
class Record final : public WebSocketReader::Handler
{
public:
    void textMessage(QByteArrayView utf8) override
    {
        require(utf8.isValidUtf8(), "text is UTF-8");
        require(utf8.size() <= maxBytes, "a message is bounded");
        add({'t', utf8.toByteArray()});
    }
    void binaryMessage(QByteArrayView data) override
    {
        require(data.size() <= maxBytes, "a message is bounded");
        add({'b', data.toByteArray()});
    }
    void pingFrame(QByteArrayView data) override
    {
        require(data.size() <= 125, "a control frame is bounded");
        add({'p', data.toByteArray()});
    }
    void closeFrameReceived(quint16 code) override { end({'c', {}, code}); }
    void failed(CloseCode code) override { end({'f', {}, int(code)}); }

    QList<WebSocketEvent> events;

private:
    void add(const WebSocketEvent &event)
    {
        require(!m_isOver, "nothing is taken after the end");
        events += event;
    }
    void end(const WebSocketEvent &event)
    {
        add(event);
        m_isOver = true;
    }

    bool m_isOver = false;
};

QList<WebSocketEvent> eventsOf(const QList<QByteArray> &pieces)
{
    Record record;
    WebSocketReader reader(record, maxBytes);
    for (const QByteArray &each : pieces)
        reader.feed(each);
    return record.events;
}

//! A message of the input's slices, a fragment each, with a ping of each between them.
QByteArray fragmented(quint8 opcode, QByteArrayView input)
{
    const QList<QByteArray> slices = slicesOf(input);
    const QByteArray mask = (input.first(qMin(input.size(), qsizetype(4))).toByteArray() + "mask").first(4);
    QByteArray frames;
    for (qsizetype i = 0; i < slices.size(); ++i) {
        const bool isLast = i == slices.size() - 1;
        frames += maskedFrame(quint8((isLast ? 0x80 : 0) | (i == 0 ? opcode : 0)), slices.at(i), mask);
        if (!isLast)
            frames += maskedFrame(
                0x89, QByteArrayView(slices.at(i)).first(qMin(slices.at(i).size(), qsizetype(125))), mask);
    }
    return frames;
}

void checkSame(const QByteArray &bytes, const QList<QByteArray> &pieces)
{
    const QList<WebSocketEvent> events = eventsOf({bytes});
    require(events == readWebSocket(bytes, maxBytes), "what is read is what RFC 6455 says");
    require(events == eventsOf(pieces), "slicing does not change what is read");
}

} // namespace

void fuzz(QByteArrayView input)
{
    require(isValidUtf8(input) == input.isValidUtf8(), "UTF-8 is what Qt takes for it");
    require(
        payloadOf(binaryFrame(input)) == input && isBinary(binaryFrame(input)), "our own frames are read");
    checkSame(input.toByteArray(), slicesOf(input));
    if (input.isEmpty() || input.size() > 2 * maxBytes)
        return;
    checkSame(input.toByteArray(), bytesOf(input));
    const quint8 opcode = input.size() % 2 == 0 ? 0x1 : 0x2;
    const QByteArray fragments = fragmented(opcode, input);
    checkSame(fragments, slicesOf(fragments));
    if (opcode == 0x2 && input.size() <= maxBytes)
        require(eventsOf({fragments}).constLast() == WebSocketEvent{'b', input.toByteArray()},
            "what a client sends is what comes");
}

} // namespace hearth::fuzz
