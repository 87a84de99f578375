// The app is killed with -9 while messages wait, again and again: whatever it had accepted is in the room
// once, in the order of writing, as the server tells it over REST.
#include "tests/app/people.h"
#include "tests/support/faultproxy.h"

#include <QProcess>
#include <QRandomGenerator>

#include <set>

namespace hearth::app {
namespace {

class AppKillTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna && ben && ben->goLive());
        proxy = std::make_unique<FaultProxy>(hearthd->port());
        QObject::connect(&child, &QProcess::readyReadStandardOutput, &child, [this] {
            while (child.canReadLine())
                accepted += QString::fromUtf8(child.readLine()).trimmed();
        });
        QObject::connect(ben->session.get(), &AccountSession::messagesArrived, ben->session.get(),
            [this](const QString &, const QList<protocol::Message> &messages) { heard += messages.size(); });
    }

    bool start(const QString &life)
    {
        const SignedIn &self = anna->signedIn;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(QCoreApplication::applicationDirPath() + QStringLiteral("/test-app-child"),
            {folder.filePath(QStringLiteral("child")),
                QStringLiteral("http://127.0.0.1:%1").arg(proxy->port()), self.token, self.userId,
                self.username, room, life});
        return child.waitForStarted();
    }
    bool hasEnded()
    {
        return waitFor([&] { return child.state() == QProcess::NotRunning; }, 60'000);
    }

    //! One life, to an end in one of four places: without a server, while others hear what it sends, at a
    //! byte of what it sends, be it in the handshake or in a message, and with all sent (the outbox is
    //! bounded).
    void liveAndDie(int life)
    {
        proxy->restore();
        if (life % 4 == 0)
            proxy->refuse();
        const qsizetype written = accepted.size();
        const qsizetype before = heard;
        const int moment = int(QRandomGenerator::global()->bounded(1, 35));
        bool hasStruck = false;
        if (life % 4 == 2)
            proxy->strike({FaultProxy::Direction::ToServer, moment * 120}, [&] { hasStruck = true; });
        const std::function<bool()> moments[] = {
            [&] { return accepted.size() >= written + moment; },
            [&] { return heard >= before + moment; },
            [&] { return hasStruck; },
            [&] { return accepted.size() > written && ben->texts(room).contains(accepted.last()); },
        };
        ASSERT_TRUE(start(QString::number(life)));
        EXPECT_TRUE(waitFor(moments[life % 4], 30'000));
        child.kill();
        ASSERT_TRUE(hasEnded());
    }

    //! Everything in the room, oldest first, as the server has it.
    QStringList stored()
    {
        QStringList out;
        for (qint64 before = 0; before != 1;) {
            std::optional<Result<RestClient::HistoryPage>> page;
            ben->session->rest().messages(room, before, 100, [&](const auto &got) { page = got; });
            if (!waitFor([&] { return page.has_value(); }) || !*page || (*page)->messages.isEmpty())
                break;
            const QList<protocol::Message> &messages = (*page)->messages;
            for (auto it = messages.rbegin(); it != messages.rend(); ++it)
                out.prepend(it->content);
            before = messages.first().seq;
        }
        return out;
    }

    std::unique_ptr<FaultProxy> proxy;
    QProcess child;
    QStringList accepted;
    qsizetype heard = 0;
};

TEST_F(AppKillTest, WhatWasAcceptedIsThereOnceInOrder)
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("HEARTH_KILLS", &isSet);
    const int kills = isSet ? asked : 20;
    for (int life = 0; life < kills; ++life) {
        liveAndDie(life);
        ASSERT_FALSE(HasFailure()) << "in life " << life;
    }
    proxy->restore();
    ASSERT_TRUE(start(QStringLiteral("drain")) && hasEnded());
    EXPECT_EQ(child.exitStatus(), QProcess::NormalExit);

    const QStringList there = stored();
    std::set<std::pair<int, int>> seen;
    std::pair<int, int> last{-1, -1};
    for (const QString &text : there) {
        const std::pair<int, int> place{
            text.section(QLatin1Char(' '), 0, 0).toInt(), text.section(QLatin1Char(' '), 1).toInt()};
        EXPECT_TRUE(seen.insert(place).second) << "twice: " << qPrintable(text);
        EXPECT_LT(last, place) << "out of order: " << qPrintable(text);
        last = place;
    }
    for (const QString &text : std::as_const(accepted))
        EXPECT_TRUE(there.contains(text)) << "lost: " << qPrintable(text);
    EXPECT_EQ(ben->session->store().room(room)->lastSeq, there.size());
    std::printf("%d kills, %d accepted, %d in the room\n", kills, int(accepted.size()), int(there.size()));
}

} // namespace
} // namespace hearth::app
