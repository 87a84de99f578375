#include "server/server/serve.h"

#include "server/server/application.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/socket.h>
#include <unistd.h>

namespace hearth::server {

namespace {

int signalPipe[2];

//! A signal handler may do nothing but write.
void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[0], &byte, 1);
}

int fail(const QString &line)
{
    std::fprintf(stderr, "hearthd: %s\n", qUtf8Printable(line));
    return 1;
}

void announce(Application &server, const Settings &settings, const QString &setupCode)
{
    if (!setupCode.isEmpty())
        std::printf("setup code: %s\n", qUtf8Printable(setupCode));
    std::printf("certificate: %s\n", qUtf8Printable(server.fingerprint()));
    QString host = settings.address.toString();
    if (host.contains(QLatin1Char(':')))
        host = QLatin1Char('[') + host + QLatin1Char(']');
    std::printf("listening on http://%s:%d\n", qUtf8Printable(host), server.port());
    std::fflush(stdout);
}

} // namespace

int serve(const Settings &settings, const std::function<void(quint16 port)> &ready)
{
    Application server(settings);
    if (const auto started = server.start(); !started)
        return fail(started.error().message);

    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) != 0)
        return fail(QStringLiteral("cannot make a socket pair"));
    QSocketNotifier notifier(signalPipe[1], QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &server, [&server, &notifier] {
        // Draining runs the event loop, where the byte that is still there would call again.
        notifier.setEnabled(false);
        server.drain();
        QCoreApplication::quit();
    });
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
    server.accounts().makeSetupCode(settings.registration, [&](const QString &code) {
        if (ready)
            ready(server.port());
        announce(server, settings, code);
    });
    const int code = QCoreApplication::exec();
    // Its thread waits for an answer that need not come. What was acked is on disk; of the rest nobody was
    // told.
    if (server.storage().isAtWork()) {
        std::fprintf(stderr, "hearthd: ended without waiting for the database, which does not answer\n");
        std::_Exit(code);
    }
    return code;
}

} // namespace hearth::server
