#include "app/store/store.h"
#include "app/sync/searching.h"
#include "tests/support/waitfor.h"

#include <QNetworkAccessManager>

#include <gtest/gtest.h>

namespace hearth::app {
namespace {

constexpr int messageCount = 30'000;

class SearchingTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto opened = Database::open(QStringLiteral(":memory:"));
        ASSERT_TRUE(opened);
        database = *std::move(opened);
        store = std::make_unique<Store>(*database, Store::Self{QStringLiteral("u1"), QStringLiteral("anna")});
        for (int r = 0; r < 3; ++r) {
            protocol::Room room;
            room.id = QStringLiteral("r%1").arg(r);
            room.name = QStringLiteral("Room %1").arg(r);
            store->saveRoom(room);
        }
        QList<protocol::Message> messages;
        for (int i = 0; i < messageCount; ++i) {
            protocol::Message message;
            message.roomId = QStringLiteral("r%1").arg(i % 3);
            message.seq = i / 3 + 1;
            message.id = QStringLiteral("m%1").arg(i);
            message.userId = QStringLiteral("u2");
            message.username = QStringLiteral("ben");
            message.content =
                QStringLiteral("what was said as number %1 about the kiln and the bearing").arg(i);
            message.createdAt = 1'000'000 + i;
            messages += message;
        }
        store->saveMessages(messages);
        searching = std::make_unique<Searching>(*store, rest, connection);
        QObject::connect(searching.get(), &Searching::found, searching.get(),
            [this](const QList<protocol::Message> &some) { found += some; });
    }
    //! Until the search rests; the longest that the window would have stood still.
    qint64 run(const QString &line, const QString &room = {})
    {
        found.clear();
        searching->begin(*parseSearch(line, QTimeZone::utc()), room);
        return finish();
    }
    qint64 finish()
    {
        qint64 longest = 0;
        while (searching->isBusy()) {
            QElapsedTimer turn;
            turn.start();
            QCoreApplication::processEvents();
            longest = std::max(longest, turn.elapsed());
        }
        return longest;
    }

    std::unique_ptr<Database> database;
    std::unique_ptr<Store> store;
    QNetworkAccessManager network;
    RestClient rest{network, QUrl(QStringLiteral("http://127.0.0.1:1")), {}};
    Connection connection{{}, [] { return 0.5; }};
    QList<protocol::Message> found;
    std::unique_ptr<Searching> searching;
};

TEST_F(SearchingTest, NeverHoldsTheWindowUpAndGoesOnFromPageToPage)
{
    EXPECT_LT(run(QStringLiteral("kiln")), 100) << "ms of one turn";
    ASSERT_EQ(found.size(), 1'000) << "all of the slice in which there was enough";
    EXPECT_EQ(found.first().id, QStringLiteral("m29999")) << "the newest first";
    EXPECT_TRUE(searching->hasMore());
    searching->more();
    EXPECT_LT(finish(), 100);
    EXPECT_EQ(found.size(), 2'000);
    EXPECT_EQ(found.last().id, QStringLiteral("m28000"));
}

TEST_F(SearchingTest, WhatIsRareIsFoundThroughAllOfIt)
{
    EXPECT_LT(run(QStringLiteral("\"number 7 \"")), 100);
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found.first().id, QStringLiteral("m7"));
    EXPECT_FALSE(searching->hasMore());
    run(QStringLiteral("\"number 7 \""), QStringLiteral("r2"));
    EXPECT_EQ(found.size(), 0) << "another room";
    run(QStringLiteral("\"number 7 \" in:\"Room 1\""), QStringLiteral("r2"));
    EXPECT_EQ(found.size(), 1) << "what is typed counts";
}

TEST_F(SearchingTest, ADayEndsIt)
{
    run(QStringLiteral("kiln after:1029990"));
    EXPECT_EQ(found.size(), 10);
    EXPECT_FALSE(searching->hasMore()) << "nothing older is looked at";
    run(QStringLiteral("kiln before:1000010"));
    EXPECT_EQ(found.size(), 10);
}

} // namespace
} // namespace hearth::app
