// The app's half in a process of its own, to be killed: writes messages, and prints each once the outbox has
// it on disk. Arguments: folder server token userId username room, and the number of its life, or "drain":
// then it writes nothing, and ends once nothing waits.
#include "app/sync/accountsession.h"

#include <QCoreApplication>

#include <cstdio>

using namespace hearth::app;

namespace {

constexpr int messagesOfLife = 40;

int run(const QStringList &arguments)
{
    Platform platform(arguments.at(1));
    SignedIn account{QUrl(arguments.at(2)), {}, arguments.at(3), arguments.at(4), arguments.at(5), {}};
    const QString room = arguments.at(6);
    const QString life = arguments.at(7);
    Connection::Options options;
    options.backoffFirstMs = 5;
    options.backoffMaxMs = 20;
    const auto session = AccountSession::open(platform, account, options);
    if (!session)
        return 1;
    AccountSession &mine = **session;

    QTimer writing;
    int written = 0;
    const bool drains = life == QLatin1String("drain");
    writing.callOnTimeout([&] {
        if (drains && mine.waitingCount() == 0 && mine.connection().state() == Connection::State::Live)
            QCoreApplication::quit();
        if (drains || written == messagesOfLife)
            return;
        const QString text = QStringLiteral("%1 %2").arg(life).arg(written++);
        if (mine.sendMessage(room, text)) {
            std::printf("%s\n", qUtf8Printable(text));
            std::fflush(stdout);
        }
    });
    writing.start(1);
    mine.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return QCoreApplication::arguments().size() == 8 ? run(QCoreApplication::arguments()) : 2;
}
