#include "tests/support/faultproxy.h"
#include "tests/support/waitfor.h"

#include <QTcpSocket>

#include <memory>

namespace hearth {
namespace {

using Direction = FaultProxy::Direction;

//! An echo behind the proxy, and one client before it.
class FaultProxyTest : public testing::Test
{
protected:
    FaultProxyTest()
    {
        echo.listen(QHostAddress::LocalHost);
        QObject::connect(&echo, &QTcpServer::newConnection, &echo, [this] {
            QTcpSocket *socket = echo.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const QByteArray bytes = socket->readAll();
                reached += bytes;
                socket->write(bytes);
            });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, [this] { ++left; });
        });
        proxy = std::make_unique<FaultProxy>(echo.serverPort());
        QObject::connect(&client, &QTcpSocket::readyRead, &client, [this] { got += client.readAll(); });
    }
    bool connects()
    {
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy->port());
        return waitFor([&] { return client.state() == QAbstractSocket::ConnectedState; });
    }
    bool hears(const QByteArray &bytes)
    {
        return waitFor([&] { return got == bytes; });
    }
    bool isGone()
    {
        return waitFor([&] { return client.state() == QAbstractSocket::UnconnectedState; });
    }

    QTcpServer echo;
    std::unique_ptr<FaultProxy> proxy;
    QTcpSocket client;
    QByteArray reached, got;
    int left = 0;
};

TEST_F(FaultProxyTest, PassesWhatComesAndEnds)
{
    ASSERT_TRUE(connects());
    client.write("hello");
    EXPECT_TRUE(hears("hello"));
    client.disconnectFromHost();
    EXPECT_TRUE(waitFor([&] { return left == 1; }));
}

TEST_F(FaultProxyTest, CutsInTheMiddle)
{
    ASSERT_TRUE(connects());
    proxy->strike({Direction::ToServer, 2, "ab"}, [this] { proxy->cut(); });
    client.write("1ab2345");
    ASSERT_TRUE(isGone());
    EXPECT_EQ(client.error(), QAbstractSocket::RemoteHostClosedError);
    ASSERT_TRUE(waitFor([&] { return left == 1; }));
    EXPECT_TRUE(proxy->hasStruck());
    ASSERT_TRUE(connects());
    client.write("x");
    EXPECT_TRUE(hears("x"));
}

TEST_F(FaultProxyTest, DelaysAndSlices)
{
    ASSERT_TRUE(connects());
    proxy->setDelay(Direction::ToServer, 60);
    proxy->setDelay(Direction::ToClient, 40);
    proxy->setSlice(1);
    QElapsedTimer timer;
    timer.start();
    client.write("hello");
    ASSERT_TRUE(hears("hello"));
    EXPECT_GE(timer.elapsed(), 100);
}

TEST_F(FaultProxyTest, ABlackHoleIsSilentAndStaysSoForWhatItHeld)
{
    ASSERT_TRUE(connects());
    proxy->strike({Direction::ToServer, 3}, [this] { proxy->blackhole(); });
    client.write("hello");
    ASSERT_TRUE(waitFor([&] { return reached == "hel"; }));
    proxy->restore();
    client.write("more");
    QTcpSocket other;
    other.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy->port());
    other.write("new");
    ASSERT_TRUE(waitFor([&] { return other.bytesAvailable() == 3; }));
    EXPECT_EQ(reached, "helnew");
    EXPECT_EQ(client.state(), QAbstractSocket::ConnectedState);
}

TEST_F(FaultProxyTest, RefusesUntilItIsRestored)
{
    ASSERT_TRUE(connects());
    const quint16 port = proxy->port();
    proxy->refuse();
    ASSERT_TRUE(isGone());
    client.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    ASSERT_TRUE(isGone());
    EXPECT_EQ(client.error(), QAbstractSocket::ConnectionRefusedError);
    proxy->restore();
    EXPECT_EQ(proxy->port(), port);
    EXPECT_TRUE(connects());
}

} // namespace
} // namespace hearth
