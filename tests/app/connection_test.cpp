#include "app/net/connection.h"
#include "shared/base/closecode.h"
#include "shared/protocol/events.h"
#include "tests/app/fakeserver.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>

namespace hearth::app {
namespace {

using State = Connection::State;

class ConnectionTest : public testing::Test
{
protected:
    ConnectionTest()
    {
        options.session.connectTimeoutMs = 5'000;
        options.session.ackTimeoutMs = 5'000;
        options.backoffFirstMs = 1;
        options.backoffMaxMs = 2;
    }
    void open()
    {
        connection = std::make_unique<Connection>(options, [] { return 1.0; });
        QObject::connect(connection.get(), &Connection::stateChanged, connection.get(),
            [this] { states += connection->state(); });
        QObject::connect(
            connection.get(), &Connection::opened, connection.get(), [this] { connection->setLive(); });
        QObject::connect(connection.get(), &Connection::signedOut, connection.get(), [this] { ++signedOut; });
        SignedIn account;
        account.server = server.url();
        account.token = QStringLiteral("secret");
        account.userId = QStringLiteral("u1");
        connection->open(account);
    }
    bool becomes(State state)
    {
        return waitFor([&] { return connection->state() == state; });
    }
    //! The answer, or that there is none, comes into `ack`.
    void askSomething()
    {
        connection->send(protocol::TypingStart{QStringLiteral("r1")},
            [this](Result<protocol::EmptyAck> got) { ack = got; });
    }

    FakeServer server;
    Connection::Options options;
    std::optional<Result<protocol::EmptyAck>> ack;
    std::unique_ptr<Connection> connection;
    QList<State> states;
    int signedOut = 0;
};

TEST_F(ConnectionTest, WalksThroughItsStates)
{
    open();
    ASSERT_TRUE(becomes(State::Live));
    EXPECT_EQ(
        states, (QList<State>{State::Connecting, State::Authenticating, State::CatchingUp, State::Live}));
    EXPECT_EQ(server.tokens, QStringList{QStringLiteral("secret")});
    connection->close();
    EXPECT_EQ(connection->state(), State::Offline);
    EXPECT_TRUE(waitFor([&] { return server.open() == 0; }));
}

TEST_F(ConnectionTest, EmitsAndIsAcked)
{
    open();
    ASSERT_TRUE(becomes(State::Live));
    askSomething();
    ASSERT_TRUE(waitFor([&] { return ack.has_value(); }));
    EXPECT_TRUE(*ack);
    EXPECT_EQ(server.events.first(), (QJsonArray{QStringLiteral("typing:start"), QStringLiteral("r1")}));
}

TEST_F(ConnectionTest, HearsEvents)
{
    open();
    ASSERT_TRUE(becomes(State::Live));
    QSignalSpy heard(connection.get(), &Connection::eventReceived);
    server.emitAll(
        {QStringLiteral("room:removed"), QJsonObject{{QStringLiteral("roomId"), QStringLiteral("r1")}}});
    ASSERT_TRUE(waitFor([&] { return !heard.isEmpty(); }));
    EXPECT_EQ(heard.first().first().toString(), QStringLiteral("room:removed"));
}

TEST_F(ConnectionTest, AnAckThatNeverComesTimesOut)
{
    server.answers = false;
    options.session.ackTimeoutMs = 30;
    open();
    ASSERT_TRUE(becomes(State::Live));
    askSomething();
    ASSERT_TRUE(waitFor([&] { return ack.has_value(); }));
    EXPECT_EQ(ack->error().code, ErrorCode::Unavailable);
    EXPECT_EQ(connection->state(), State::Live);
}

TEST_F(ConnectionTest, ComesBackAndSaysWhatWasNotAcked)
{
    server.answers = false;
    open();
    ASSERT_TRUE(becomes(State::Live));
    askSomething();
    ASSERT_TRUE(waitFor([&] { return server.events.size() == 1; }));
    server.closeAll(quint16(CloseCode::Draining));
    ASSERT_TRUE(waitFor([&] { return server.connections == 2 && connection->state() == State::Live; }));
    ASSERT_TRUE(ack.has_value());
    EXPECT_EQ(ack->error().code, ErrorCode::Unavailable);
    EXPECT_TRUE(states.contains(State::Offline));
}

TEST_F(ConnectionTest, ObeysTheCloseCode)
{
    open();
    ASSERT_TRUE(becomes(State::Live));
    server.closeAll(quint16(CloseCode::TokenRevoked));
    ASSERT_TRUE(waitFor([&] { return signedOut == 1; }));
    EXPECT_EQ(connection->state(), State::Offline);
    connection->retryNow();
    EXPECT_EQ(connection->state(), State::Offline);
    EXPECT_EQ(server.connections, 1);
}

TEST_F(ConnectionTest, TooManyConnectionsWaitForAPerson)
{
    open();
    ASSERT_TRUE(becomes(State::Live));
    server.closeAll(quint16(CloseCode::TooManyConnections));
    ASSERT_TRUE(becomes(State::Offline));
    EXPECT_EQ(signedOut, 0);
    connection->retryNow();
    EXPECT_TRUE(becomes(State::Live));
}

TEST_F(ConnectionTest, AnInvalidTokenSignsOut)
{
    server.refusal = QStringLiteral("Invalid token");
    open();
    ASSERT_TRUE(waitFor([&] { return signedOut == 1; }));
    EXPECT_EQ(connection->state(), State::Offline);
}

TEST_F(ConnectionTest, AnotherConnectErrorIsTriedAgain)
{
    server.refusal = QStringLiteral("Draining");
    open();
    ASSERT_TRUE(waitFor([&] { return server.connections >= 2; }));
    server.refusal.clear();
    EXPECT_TRUE(becomes(State::Live));
    EXPECT_EQ(signedOut, 0);
}

TEST_F(ConnectionTest, ASilentServerIsLeft)
{
    server.pingInterval = 20;
    server.pingTimeout = 20;
    open();
    ASSERT_TRUE(becomes(State::Live));
    EXPECT_TRUE(waitFor([&] { return server.connections >= 2; })) << "no ping within both times";
}

TEST_F(ConnectionTest, AServerThatNeverOpensTimesOut)
{
    server.sendsOpen = false;
    options.session.connectTimeoutMs = 30;
    open();
    ASSERT_TRUE(waitFor([&] { return server.connections >= 2; }));
    server.sendsOpen = true;
    server.acceptsConnect = false;
    const int before = server.connections;
    EXPECT_TRUE(waitFor([&] { return server.connections >= before + 2; }));
}

TEST_F(ConnectionTest, AReturnedNetworkLeavesALiveSessionThatAnswers)
{
    open();
    ASSERT_TRUE(becomes(State::Live));
    connection->networkReturned();
    ASSERT_TRUE(waitFor([&] { return server.events.size() == 1; }));
    server.emitAll({QStringLiteral("after"), 1});
    QSignalSpy heard(connection.get(), &Connection::eventReceived);
    ASSERT_TRUE(waitFor([&] { return !heard.isEmpty(); })) << "the answer came before it";
    EXPECT_EQ(server.connections, 1);
    EXPECT_EQ(connection->state(), State::Live);
}

TEST_F(ConnectionTest, AReturnedNetworkReplacesASessionThatIsSilent)
{
    server.answers = false;
    options.probeMs = 20;
    open();
    ASSERT_TRUE(becomes(State::Live));
    askSomething();
    connection->networkReturned();
    ASSERT_TRUE(waitFor([&] { return server.connections == 2 && connection->state() == State::Live; }));
    ASSERT_TRUE(ack.has_value()) << "whoever waits hears that it is lost";
    EXPECT_EQ(ack->error().code, ErrorCode::Unavailable);
}

TEST_F(ConnectionTest, AReturnedNetworkBeginsAnAttemptAnew)
{
    server.sendsOpen = false;
    open();
    ASSERT_TRUE(waitFor([&] { return server.connections == 1; }));
    server.sendsOpen = true;
    connection->networkReturned();
    EXPECT_TRUE(becomes(State::Live));
    EXPECT_EQ(server.connections, 2);
}

TEST_F(ConnectionTest, WhatWaitsForAnAckHearsOfADrop)
{
    server.answers = false;
    open();
    ASSERT_TRUE(becomes(State::Live));
    askSomething();
    connection->drop(QStringLiteral("no answer"));
    ASSERT_TRUE(ack.has_value());
    EXPECT_FALSE(*ack);
    EXPECT_TRUE(becomes(State::Live));
}

TEST_F(ConnectionTest, GivesUpAfterTheMaximumAndTriesWhenAsked)
{
    options.maxAttempts = 3;
    server.stopListening();
    open();
    const auto attempts = [&] { return states.count(State::Connecting); };
    ASSERT_TRUE(waitFor([&] { return attempts() == 4 && connection->state() == State::Offline; }));
    EXPECT_FALSE(connection->reason().isNull());
    connection->retryNow();
    EXPECT_EQ(attempts(), 5);
}

} // namespace
} // namespace hearth::app
