#include "server/net/frame.h"
#include "server/net/websocketreader.h"
#include "shared/base/utf8.h"
#include "tests/fuzz/fuzz.h"

namespace hearth::fuzz {

using namespace hearth::server;

namespace {

constexpr qint64 maxBytes = 300;

//! What the reader told, in order.
class Record final : public WebSocketReader::Handler
{
public:
    struct Event
    {
        char kind;
        QByteArray data;
        int code = 0;
        bool operator==(const Event &) const = default;
    };

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

    QList<Event> events;

private:
    void add(const Event &event)
    {
        require(!m_isOver, "nothing is taken after the end");
        events += event;
    }
    void end(const Event &event)
    {
        add(event);
        m_isOver = true;
    }

    bool m_isOver = false;
};

QList<Record::Event> eventsOf(const QList<QByteArray> &pieces)
{
    Record record;
    WebSocketReader reader(record, maxBytes);
    for (const QByteArray &each : pieces)
        reader.feed(each);
    return record.events;
}

//! A client's frame around the input, which itself says how it is masked.
QByteArray framed(QByteArrayView payload)
{
    const QByteArray mask =
        (payload.first(qMin(payload.size(), qsizetype(4))).toByteArray() + "mask").first(4);
    QByteArray frame = binaryFrame(payload).bytes;
    const qsizetype head = frame.size() - payload.size();
    frame[1] = char(frame[1] | 0x80);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame[head + i] = char(payload[i] ^ mask[i % 4]);
    return frame.insert(head, mask);
}

} // namespace

void fuzz(QByteArrayView input)
{
    require(isValidUtf8(input) == input.isValidUtf8(), "UTF-8 is what Qt takes for it");
    require(
        eventsOf({input.toByteArray()}) == eventsOf(slicesOf(input)), "slicing does not change what is read");
    if (input.size() > maxBytes)
        return;
    const QList<Record::Event> expected{{'b', input.toByteArray()}};
    require(eventsOf(slicesOf(framed(input))) == expected, "what a client sends is what comes");
}

} // namespace hearth::fuzz
