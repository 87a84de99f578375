//! A server under test, as the protocols' public documents ask for one: mode engine echoes every message at
//! /engine.io/; mode socket has two namespaces at /socket.io/, and a third with a middleware. It knows the
//! hub and nothing of chat.
#include "server/engine/engine.h"
#include "server/hub/hub.h"
#include "server/net/dispatcher.h"

#include "cluster.h"
#include "operations.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace hearth;
using namespace hearth::server;

namespace {

//! A session that gets back what it sends.
class Echo final : public Session::Handler
{
public:
    explicit Echo(Session &session) : m_session(session) {}
    void messageReceived(QByteArrayView text) override { m_session.sendText(text); }
    void binaryReceived(QByteArrayView data) override { m_session.sendBinary(data); }
    void closed(quint16) override { delete this; }

private:
    Session &m_session;
};

void serve(Namespace &nsp)
{
    nsp.onConnected([](Socket &socket, const QJsonObject &auth) {
        socket.emitEvent(QStringLiteral("auth"), QJsonArray{auth});
    });
    nsp.onEvent(QStringLiteral("message"), [](Socket &socket, const Arguments &arguments, const Ack &) {
        socket.emitEvent(QStringLiteral("message-back"), arguments);
    });
    nsp.onEvent(QStringLiteral("message-with-ack"), [](Socket &, const Arguments &arguments, const Ack &ack) {
        if (ack)
            ack(arguments);
    });
    // For the tests of recovery: to everybody, the sender too; and how many that is.
    nsp.onEvent(QStringLiteral("broadcast"), [&nsp](Socket &, const Arguments &arguments, const Ack &ack) {
        nsp.emitTo({}, QStringLiteral("broadcast"), arguments);
        if (ack)
            ack(QJsonArray{});
    });
    nsp.onEvent(QStringLiteral("count"), [&nsp](Socket &, const Arguments &, const Ack &ack) {
        if (ack)
            ack(QJsonArray{nsp.socketCount()});
    });
    operate(nsp);
}

//! Lets in who knows the word.
void guard(Namespace &nsp)
{
    nsp.setMiddleware([](Socket &, const QJsonObject &auth, const Namespace::Verdict &verdict) {
        if (auth.value(QLatin1String("token")) == QLatin1String("sesame"))
            return verdict(std::nullopt);
        verdict(QJsonObject{{QStringLiteral("message"), QStringLiteral("not by this word")},
            {QStringLiteral("data"), QJsonObject{{QStringLiteral("retry"), false}}}});
    });
}

//! A host's own rule and own headers: `?refuse=WHY` is refused, and the headers tell the first answer from
//! the rest.
void decide(Engine &engine)
{
    engine.admission = [](const HttpRequest &request) -> std::optional<QString> {
        const QString why = request.query.queryItemValue(QStringLiteral("refuse"));
        return why.isEmpty() ? std::nullopt : std::optional(why);
    };
    engine.headers = [](const HttpRequest &, bool isInitial, HttpResponse &response) {
        response.headers.emplaceBack("X-Conformance", isInitial ? "first" : "later");
    };
}

struct Flag
{
    const char *name;
    const char *fallback;
    const char *doc;
};

constexpr Flag flags[] = {
    {"mode", "socket", "engine or socket"},
    {"port", "0", "on 127.0.0.1; 0 picks a free one"},
    {"ping-interval", "300", "ms"},
    {"ping-timeout", "200", "ms"},
    {"max-payload", "1000000", "bytes of one message"},
    {"connect-timeout", "45000", "ms from the session to its first CONNECT"},
    {"upgrade-timeout", "10000", "ms from the probe to the upgrade"},
    {"recovery-ms", "0", "connection state recovery; 0 is off"},
    {"recovery-bytes", "16777216", "what recovery keeps"},
    {"origins", "*", "allowed ones, with commas between; empty: the server's own"},
    {"cookie", "", "the name of the handshake's cookie; none where empty"},
    {"io", "best", "best or send"},
    {"io-threads", "0", "that WebSockets are spread over"},
    {"redis", "", "where other servers are met, such as redis://127.0.0.1:6379; none where empty"},
    {"redis-wire", "classic", "classic or sharded, as @socket.io/redis-adapter has them"},
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(new Dispatcher); // Qt's from then on
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    for (const Flag &flag : flags)
        parser.addOption({QString::fromLatin1(flag.name), QString::fromLatin1(flag.doc),
            QStringLiteral("VALUE"), QString::fromLatin1(flag.fallback)});
    parser.process(app);
    const auto text = [&parser](const char *name) { return parser.value(QString::fromLatin1(name)); };
    const auto number = [&text](const char *name) { return text(name).toInt(); };

    const SystemClock clock;
    auto loop = Loop::create(clock, text("io") == QLatin1String("send") ? IoKind::Send : IoKind::Best);
    if (!loop)
        return 1;
    Hub hub(**loop,
        {number("connect-timeout"), 0, {}, {number("recovery-ms"), text("recovery-bytes").toLongLong()}});
    serve(hub.of(QStringLiteral("/")));
    serve(hub.of(QStringLiteral("/custom")));
    serve(hub.of(QStringLiteral("/guarded")));
    guard(hub.of(QStringLiteral("/guarded")));
    Cluster cluster(**loop, hub);
    if (const auto joined = cluster.join(text("redis"), text("redis-wire")); !joined) {
        std::fprintf(stderr, "conformance-server: %s\n", qUtf8Printable(joined.error().message));
        return 1;
    }

    const IoKind kind = text("io") == QLatin1String("send") ? IoKind::Send : IoKind::Best;
    const auto threads =
        IoThreads::create(**loop, IoThreads::countFor(number("io-threads")), {kind, false, 64 * 1024});
    if (!threads)
        return 1;
    Engine::Options options;
    options.threads = threads->get();
    options.session = {
        number("ping-interval"), number("ping-timeout"), number("max-payload"), number("upgrade-timeout")};
    options.origins = text("origins").split(QLatin1Char(','), Qt::SkipEmptyParts);
    options.cookie = text("cookie").toLatin1();
    const bool isEngine = text("mode") == QLatin1String("engine");
    Engine engine(**loop, options, [&hub, isEngine](Session &session) -> Session::Handler * {
        return isEngine ? new Echo(session) : hub.attach(session);
    });
    decide(engine);
    Limits limits;
    limits.bodyBytes = options.session.maxPayload;
    const Router nothingElse;
    Listener listener(**loop, {limits, true, nullptr}, nothingElse);
    listener.give(isEngine ? QStringLiteral("/engine.io/") : QStringLiteral("/socket.io/"), engine);
    if (const auto started = listener.start(QHostAddress::LocalHost, quint16(number("port"))); !started) {
        std::fprintf(stderr, "conformance-server: %s\n", qUtf8Printable(started.error().message));
        return 1;
    }
    std::printf("listening on http://127.0.0.1:%d\n", listener.serverPort());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
