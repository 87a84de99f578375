// What becomes of a message that a server does not take, by a server that says what it is told to.
#include "app/sync/sender.h"
#include "tests/app/device.h"

#include <QElapsedTimer>
#include <QSignalSpy>

namespace hearth::app {
namespace {

const auto general = QStringLiteral("r1");
const auto workshop = QStringLiteral("r2");

QJsonObject refusal(const char *code, const QString &message = QStringLiteral("Too fast; try again in 2 s"))
{
    return {{QStringLiteral("ok"), false},
        {QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), QString::fromLatin1(code)},
                                      {QStringLiteral("message"), message}}}};
}

QJsonObject stored(int seq)
{
    return {{QStringLiteral("ok"), true}, {QStringLiteral("id"), QStringLiteral("m%1").arg(seq)},
        {QStringLiteral("seq"), seq}, {QStringLiteral("createdAt"), 1'000}};
}

//! A sender of its own: without catching up, which would ask the server for more.
class SenderTest : public DeviceTest
{
protected:
    void SetUp() override
    {
        Connection::Options options;
        options.backoffFirstMs = 1;
        options.backoffMaxMs = 2;
        options.session.ackTimeoutMs = 30'000;
        connection = std::make_unique<Connection>(options, [] { return 1.0; });
        sender = std::make_unique<Sender>(
            *connection, outbox, incoming, uploader, account(), [this] { return jitter; });
        QObject::connect(
            connection.get(), &Connection::opened, connection.get(), [this] { connection->setLive(); });
        connection->open(account());
        ASSERT_TRUE(isLive());
    }
    SignedIn account() const
    {
        return {socket.url(), {}, QStringLiteral("token"), QStringLiteral("u1"), QStringLiteral("anna"),
            QStringLiteral("Anna")};
    }
    bool isLive()
    {
        return waitFor([&] { return connection->state() == Connection::State::Live && socket.open() == 1; });
    }
    QString say(const QString &room = general)
    {
        OutboxItem item;
        item.roomId = room;
        item.content = QStringLiteral("hello");
        const QString clientId = outbox.add(item)->clientId;
        sender->pump();
        return clientId;
    }
    //! The clientIds that came to the server, in order.
    QStringList sent() const
    {
        QStringList out;
        for (const QJsonArray &each : socket.events) {
            if (each.at(0) == QLatin1String("message:send"))
                out += each.at(1).toObject().value(QLatin1String("clientId")).toString();
        }
        return out;
    }
    //! The server's answer after everything that was sent before.
    bool asked()
    {
        bool isAnswered = false;
        connection->send(
            protocol::PresenceGet{}, [&](const Result<protocol::PresenceGetAck> &) { isAnswered = true; });
        return waitFor([&] { return isAnswered; });
    }
    //! Takes whatever is sent.
    const std::function<QJsonObject(const QJsonArray &)> taken = [this](const QJsonArray &) {
        return stored(++seq);
    };
    bool isWaiting(const QString &clientId)
    {
        const auto item = outbox.find(clientId);
        return item && item->state == OutboxItem::State::Waiting && item->error.isEmpty();
    }

    std::unique_ptr<Database> database = *Database::open(QStringLiteral(":memory:"));
    Store store{*database, {QStringLiteral("u1"), QStringLiteral("anna")}};
    Outbox outbox{*database};
    Incoming incoming{store, outbox, QStringLiteral("u1")};
    RestClient files{platform.network, rest.url(), {}};
    Uploader uploader{files, outbox};
    int seq = 0;
    double jitter = 0.01; // of a second at first
    std::unique_ptr<Connection> connection;
    std::unique_ptr<Sender> sender;
};

TEST_F(SenderTest, WhatMaySucceedLaterWaitsAndIsSentAgain)
{
    for (const char *code :
        {"rate_limited", "too_many", "unavailable", "request_timeout", "internal", "of_a_newer_server"}) {
        SCOPED_TRACE(code);
        socket.ackOf = {};
        socket.ack = refusal(code);
        socket.events.clear();
        QSignalSpy refused(sender.get(), &Sender::refused);
        const QString clientId = say();
        ASSERT_TRUE(waitFor([&] { return sent().size() >= 2; })) << "by itself";
        EXPECT_TRUE(isWaiting(clientId));
        socket.ackOf = taken;
        EXPECT_TRUE(waitFor([&] { return !outbox.find(clientId); }));
        EXPECT_EQ(sent().count(clientId), sent().size()) << "one name over every attempt";
        EXPECT_EQ(refused.count(), 0);
    }
}

TEST_F(SenderTest, WhatNeverWillIsRefusedWithItsReasonAndHoldsUpNothing)
{
    for (const char *code : {"access_denied", "forbidden", "invalid_request", "not_found", "too_large",
             "quota_exceeded", "unauthorized"}) {
        SCOPED_TRACE(code);
        const QString reason = QStringLiteral("Because of ") + QLatin1String(code);
        socket.ackOf = {};
        socket.ack = refusal(code, reason);
        socket.events.clear();
        QSignalSpy refused(sender.get(), &Sender::refused);
        const QString clientId = say();
        ASSERT_TRUE(waitFor([&] { return !refused.isEmpty(); }));
        EXPECT_EQ(refused.first(), (QVariantList{clientId, reason}));
        EXPECT_EQ(outbox.find(clientId)->state, OutboxItem::State::Refused);
        EXPECT_EQ(outbox.find(clientId)->error, reason);
        socket.ackOf = taken;
        const QString next = say();
        EXPECT_TRUE(waitFor([&] { return !outbox.find(next); })) << "in the same room";
        EXPECT_EQ(sent(), (QStringList{clientId, next})) << "and it is not tried by itself";

        outbox.retry(clientId);
        EXPECT_TRUE(isWaiting(clientId));
        sender->pump();
        EXPECT_TRUE(waitFor([&] { return !outbox.find(clientId); })) << "a person tried again";
        EXPECT_EQ(sent().last(), clientId);
    }
}

TEST_F(SenderTest, WhatWaitsBehindARefusedOneIsSentWithoutAnotherWord)
{
    socket.ackOf = [this](const QJsonArray &) {
        return sent().size() == 1 ? refusal("forbidden") : stored(++seq);
    };
    const QString first = say();
    const QString second = say();
    EXPECT_TRUE(waitFor([&] { return !outbox.find(second); }));
    EXPECT_EQ(sent(), (QStringList{first, second}));
}

//! Somebody who writes on does not make it worse.
TEST_F(SenderTest, NothingIsSentBeforeTheBackOffIsOver)
{
    jitter = 0.25;
    socket.ack = refusal("rate_limited");
    QElapsedTimer waited;
    waited.start();
    const QString first = say();
    ASSERT_TRUE(waitFor([&] { return sent().size() == 1; }) && asked());
    const QString second = say();
    const QString elsewhere = say(workshop);
    ASSERT_TRUE(asked());
    EXPECT_EQ(sent(), QStringList{first});
    socket.ackOf = taken;
    ASSERT_TRUE(waitFor([&] { return outbox.waitingCount() == 0; }));
    EXPECT_GE(waited.elapsed(), 200) << "the timer's slack taken off";
    EXPECT_EQ(sent().size(), 4);
    EXPECT_EQ(sent().at(1), first) << "in their order";
    EXPECT_LT(sent().indexOf(first), sent().indexOf(second));
    EXPECT_TRUE(sent().contains(elsewhere));
}

TEST_F(SenderTest, EachRefusalInARowWaitsLonger)
{
    QList<qint64> waits;
    jitter = 0.02; // 20, 40, 80 ms
    socket.ack = refusal("rate_limited");
    say();
    QElapsedTimer sinceLast;
    for (int nth = 1; nth <= 4; ++nth) {
        ASSERT_TRUE(waitFor([&] { return sent().size() == nth; }));
        if (nth > 1)
            waits += sinceLast.restart();
        else
            sinceLast.start();
    }
    for (int i = 0; i < waits.size(); ++i)
        EXPECT_GE(waits.at(i), (20 << i) * 3 / 4) << "wait " << i;
}

TEST_F(SenderTest, AConnectionThatIsLostRefusesNothingAndTheNextSendsAtOnce)
{
    jitter = 1; // a second, which nobody waits for after a reconnect
    socket.answers = false;
    QSignalSpy refused(sender.get(), &Sender::refused);
    const QString clientId = say();
    ASSERT_TRUE(waitFor([&] { return sent().size() == 1; }));
    socket.answers = true;
    socket.ackOf = taken;
    QElapsedTimer waited;
    waited.start();
    socket.closeAll(1001);
    EXPECT_TRUE(waitFor([&] { return !outbox.find(clientId); }));
    EXPECT_LT(waited.elapsed(), 900);
    EXPECT_EQ(sent(), (QStringList{clientId, clientId}));
    EXPECT_EQ(refused.count(), 0);
}

//! Else the server would be asked as fast as it answers.
TEST_F(SenderTest, AnAckThatNamesAnotherMessageIsTakenForNone)
{
    socket.ack = stored(1);
    const QString first = say();
    ASSERT_TRUE(waitFor([&] { return !outbox.find(first); }));
    jitter = 0.25;
    const QString second = say();
    ASSERT_TRUE(waitFor([&] { return sent().size() == 2; }) && asked() && asked());
    EXPECT_EQ(sent(), (QStringList{first, second})) << "after a back-off only";
    EXPECT_TRUE(isWaiting(second));
    seq = 1;
    socket.ackOf = taken;
    EXPECT_TRUE(waitFor([&] { return !outbox.find(second); }));
}

} // namespace
} // namespace hearth::app
