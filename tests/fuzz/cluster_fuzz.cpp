#include "server/cluster/fields.h"
#include "server/cluster/msgpack.h"
#include "server/cluster/wire.h"
#include "shared/base/strictjson.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>

namespace hearth::fuzz {

using namespace hearth::server;
using namespace hearth::server::cluster;

namespace {

struct Way
{
    Wire::Kind kind;
    QByteArray channel;
};

//! The first byte of an input says on which channel it came.
const std::array ways{Way{Wire::Kind::Classic, "socket.io#/#"},
    Way{Wire::Kind::Classic, "socket.io-request#/#"}, Way{Wire::Kind::Classic, "socket.io-response#/#"},
    Way{Wire::Kind::Sharded, "socket.io#/#"}};

qsizetype placesIn(const QJsonValue &value)
{
    qsizetype out = 0;
    if (value.isArray()) {
        for (const auto &each : value.toArray())
            out += placesIn(each);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        if (object.value(QLatin1String("_placeholder")) == QJsonValue(true))
            return 1;
        for (const auto &each : object)
            out += placesIn(each);
    }
    return out;
}

//! What every client is sent: JSON that a strict reader takes, with a place for each attachment.
void requireSound(const Encoded &arguments)
{
    const auto parsed = parseStrictJson('[' + arguments.items + ']', Bounds().depth);
    require(parsed.isOk(), "what is passed on is strict JSON");
    require(arguments.attachments.isEmpty() || placesIn(*parsed) == arguments.attachments.size(),
        "each attachment has its place");
    require(arguments.attachments.size() <= Bounds().attachments, "the attachments are bounded");
}

struct Sound
{
    template <class Other>
    void operator()(const Other &) const
    {}
    void operator()(const Broadcast &broadcast) const { requireSound(broadcast.event.arguments); }
    void operator()(const Question &question) const { requireSound(question.event.arguments); }
    void operator()(const QuestionAnswer &answer) const { requireSound(answer.value); }
    void operator()(const ServerEvent &event) const { requireSound(event.event.arguments); }
    void operator()(const ServerAnswer &answer) const { requireSound(answer.value); }
};

} // namespace

//! A payload that somebody has published.
void fuzz(QByteArrayView input)
{
    if (input.isEmpty())
        return;
    const Way &way = ways[std::size_t(static_cast<uchar>(input.front())) % ways.size()];
    const auto wire = Wire::make(way.kind, {"socket.io", QStringLiteral("/"), QStringLiteral("me")});
    const auto message = wire->decode(way.channel, input.sliced(1));
    if (!message || std::holds_alternative<Ignored>(message->content))
        return;
    std::visit(Sound(), message->content);
    const auto out = wire->encode(message->content, QStringLiteral("asker"));
    if (out.channel.isEmpty())
        return;
    const auto again = wire->decode(out.channel, out.payload);
    require(again.isOk(), "what was taken can be said again");
    require(again->content.index() == message->content.index(), "and is the same kind of message");
    std::visit(Sound(), again->content);
}

} // namespace hearth::fuzz
