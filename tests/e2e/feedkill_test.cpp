// What a panel holds while the server's process is killed again and again.
#include "app/live/channelfeed.h"
#include "app/platform/platform.h"
#include "app/sync/accountsession.h"
#include "tests/support/waitfor.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::app {
namespace {

class FeedKill : public testing::Test
{
protected:
    void SetUp() override
    {
        start(QStringLiteral("127.0.0.1:0"));
        ASSERT_FALSE(url.isEmpty());
        QNetworkAccessManager network;
        RestClient rest(network, url, {});
        std::optional<Result<SignedIn>> account;
        rest.registerUser(QStringLiteral("anna"), QStringLiteral("long password"), {},
            [&](Result<SignedIn> got) { account = got; });
        ASSERT_TRUE(waitFor([&] { return account.has_value(); }) && *account);
        platform = std::make_unique<Platform>(folder.filePath(QStringLiteral("anna")));
        Connection::Options options;
        options.backoffFirstMs = 1;
        options.backoffMaxMs = 20;
        auto opened = AccountSession::open(*platform, **account, options);
        ASSERT_TRUE(opened);
        session = *std::move(opened);
        token = (*account)->token.toLatin1();
    }
    void TearDown() override
    {
        feed.reset();
        session.reset();
        process->kill();
        process->waitForFinished();
    }

    void start(const QString &address)
    {
        process = std::make_unique<QProcess>();
        process->start(QString::fromLocal8Bit(qgetenv("HEARTHD")),
            {QStringLiteral("--data"), folder.filePath(QStringLiteral("server")),
                QStringLiteral("--registration"), QStringLiteral("open"), QStringLiteral("--listen"),
                address});
        const QRegularExpression line(QStringLiteral("listening on (http://\\S+)"));
        QString said;
        EXPECT_TRUE(waitFor([&] {
            said += QString::fromUtf8(process->readAllStandardOutput());
            url = QUrl(line.match(said).captured(1));
            return !url.isEmpty();
        }));
    }
    void killAndStart()
    {
        process->kill(); // SIGKILL
        ASSERT_TRUE(process->waitForFinished());
        start(QStringLiteral("127.0.0.1:%1").arg(url.port()));
    }
    //! True once it is on disk.
    bool post(int value)
    {
        QNetworkRequest request(url.resolved(QUrl(QStringLiteral("/api/channels/kiln"))));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        request.setRawHeader("Authorization", "Bearer " + token);
        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> reply(network.post(request, QByteArray::number(value)));
        return waitFor([&] { return reply->isFinished(); }) &&
               reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 201;
    }
    [[nodiscard]] QList<double> values() const
    {
        QList<double> out;
        const ChannelHistory *history = feed->history(QStringLiteral("kiln"));
        const auto *readings = history ? history->readings(QStringLiteral("value")) : nullptr;
        for (const Reading &each : readings ? *readings : QList<Reading>())
            out += each.value;
        return out;
    }

    QTemporaryDir folder;
    std::unique_ptr<QProcess> process;
    QUrl url;
    QByteArray token;
    std::unique_ptr<Platform> platform;
    std::unique_ptr<AccountSession> session;
    std::unique_ptr<ChannelFeed> feed;
};

TEST_F(FeedKill, EachAcknowledgedValueIsThereOnceAndInOrder)
{
    feed = std::make_unique<ChannelFeed>(*session);
    feed->watch(QStringLiteral("kiln"));
    session->start();
    ASSERT_TRUE(waitFor([&] { return feed->isHeard(QStringLiteral("kiln")); }));
    QList<double> expected;
    for (int kill = 0; kill < 4; ++kill) {
        for (int i = 0; i < 25; ++i) {
            const int value = kill * 100 + i;
            ASSERT_TRUE(post(value));
            expected += value;
        }
        killAndStart();
        // Before and after the app is back.
        ASSERT_TRUE(post(kill * 100 + 50));
        expected += kill * 100 + 50;
        EXPECT_TRUE(waitFor([&] { return values() == expected; }))
            << values().size() << " of " << expected.size();
    }
}

} // namespace
} // namespace hearth::app
