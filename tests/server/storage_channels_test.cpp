#include "tests/server/storage_contract.h"

#include <malloc.h>

namespace hearth::test {

using namespace hearth::server;

namespace {
constexpr qint64 minute = 60'000;
constexpr qint64 begin = 30'000'000 * minute;
} // namespace

class StorageChannels : public StorageContract
{
protected:
    void SetUp() override
    {
        StorageContract::SetUp();
        addUser(QStringLiteral("anna"));
        addUser(QStringLiteral("ben"));
    }
    Result<qint64> append(const char *channel, const QList<NewPoint> &points, const char *person = "u-anna")
    {
        const NewValues values{QString::fromUtf8(channel), QString::fromUtf8(person), points, begin, 2, 3};
        return write([&](Database &db) { return db.channels().append(values); });
    }
    Result<Done> remove(const char *channel, const char *person = "")
    {
        return write([&](Database &db) {
            return db.channels().removeChannel(QString::fromUtf8(channel), QString::fromUtf8(person));
        });
    }
    std::string recent(qint64 at, int limit = 100)
    {
        std::string out;
        const auto done = m_reader->channels().recent(at, limit, [&](const ChannelPoint &each) {
            out += each.channel.toStdString() + "=" + each.point.json.toStdString() + " ";
        });
        EXPECT_TRUE(done.isOk());
        return out;
    }
    std::string buckets(const BucketQuery &query)
    {
        std::string out;
        for (const Bucket &bucket : *m_reader->channels().buckets(query))
            out += bucket.field.toStdString() + "@" + std::to_string((bucket.at - begin) / minute) + ":" +
                   std::to_string(bucket.count) + "," + QByteArray::number(bucket.sum).toStdString() + "," +
                   QByteArray::number(bucket.least).toStdString() + "," +
                   QByteArray::number(bucket.most).toStdString() + " ";
        return out;
    }
    int rollUp(int limit = 1'000)
    {
        const auto done = *write([&](Database &db) { return db.channels().rollUp(limit, 64); });
        m_leftOut += done.leftOut;
        return done.values;
    }

    //! A step of what goes in steps; whether there was more.
    bool forget()
    {
        return *write([](Database &db) { return db.channels().forget(0, 0); });
    }
    //! Of values and buckets, by hand.
    QStringList rowsOf(const char *which)
    {
        const QString count =
            QStringLiteral("SELECT (SELECT count(*) FROM channel_points WHERE %1) || ' ' || "
                           "(SELECT count(*) FROM channel_buckets WHERE %1)");
        return GetParam().select(m_folder.path(), count.arg(QLatin1String(which)));
    }

    int m_leftOut = 0;
};

TEST_P(StorageChannels, AreThereFromTheirFirstValue)
{
    const auto first = append("kiln", {{begin, "1"}, {begin + 1, "2"}});
    ASSERT_TRUE(first.isOk()) << first.error().message.toStdString();
    const auto next = append("room", {{begin, R"({"a":1})"}}, "");
    EXPECT_EQ(*next, *first + 2) << "one order for all channels";
    const QList<ChannelRecord> known{{QStringLiteral("kiln"), QStringLiteral("u-anna"), begin},
        {QStringLiteral("room"), QString(), begin}};
    EXPECT_EQ(*m_reader->channels().channels(), known);
    EXPECT_EQ(recent(0), "kiln=1 kiln=2 room={\"a\":1} ");
    EXPECT_EQ(recent(begin + 1), "kiln=2 room={\"a\":1} ") << "and each one's last";
    EXPECT_EQ(recent(0, 2), "kiln=2 room={\"a\":1} ") << "the newest";
}

//! They may be gigabytes, of which a server keeps what it has room for.
TEST_P(StorageChannels, AreReadOneByOne)
{
    constexpr qsizetype size = 64 * 1024;
    constexpr int calls = 10;
    const NewPoint point{begin, '"' + QByteArray(size - 2, 'x') + '"'};
    for (int i = 0; i < calls; ++i)
        ASSERT_TRUE(append("kiln", QList<NewPoint>(100, point)).isOk());
    const auto used = [] { // nothing, where a sanitizer has taken malloc's place
        const auto info = ::mallinfo2();
        return qint64(info.uordblks + info.hblkhd);
    };
    const qint64 before = used();
    qint64 most = 0;
    int count = 0;
    // By the connection that sorts in memory, not in a file.
    const auto done = write([&](Database &db) {
        return db.channels().recent(0, 1'000'000, [&](const ChannelPoint &each) {
            count += int(each.point.json.size() == size);
            most = std::max(most, used() - before);
        });
    });
    EXPECT_TRUE(done.isOk());
    EXPECT_EQ(count, calls * 100);
    EXPECT_LT(most, 16 * 1024 * 1024) << "of 64 MiB; SQLite's pages are 8";
}

TEST_P(StorageChannels, TellWhatCameAfterAnId)
{
    const qint64 first = *append("kiln", {{begin, "1"}, {begin - minute, "2"}});
    ASSERT_TRUE(append("room", {{begin, "3"}}, "").isOk());
    const auto after = [this](qint64 id, int limit = 100) {
        std::string out;
        for (const ChannelPoint &each : *m_reader->channels().after(id, limit))
            out += each.channel.toStdString() + "=" + each.point.json.toStdString() + " ";
        return out;
    };
    EXPECT_EQ(after(0), "kiln=1 kiln=2 room=3 ");
    EXPECT_EQ(after(first), "kiln=2 room=3 ");
    EXPECT_EQ(after(first, 1), "kiln=2 ");
    EXPECT_EQ(after(first + 2), "");
    ASSERT_TRUE(remove("kiln").isOk());
    EXPECT_EQ(after(0), "room=3 ") << "not of one that is gone";
}

TEST_P(StorageChannels, AreBounded)
{
    EXPECT_TRUE(append("a", {{begin, "1"}}).isOk());
    EXPECT_TRUE(append("b", {{begin, "1"}}).isOk());
    EXPECT_EQ(codeOf(append("c", {{begin, "1"}})), ErrorCode::TooMany) << "anna has two";
    EXPECT_TRUE(append("a", {{begin, "2"}}).isOk()) << "those that are there go on";
    EXPECT_TRUE(append("c", {{begin, "1"}}, "u-ben").isOk());
    EXPECT_EQ(codeOf(append("d", {{begin, "1"}}, "u-ben")), ErrorCode::TooMany) << "three in all";
    EXPECT_TRUE(remove("c").isOk());
    EXPECT_EQ(codeOf(remove("c")), ErrorCode::NotFound);
    EXPECT_TRUE(append("d", {{begin, "1"}}, "u-ben").isOk());
}

TEST_P(StorageChannels, AnIdIsNeverUsedAgain)
{
    const auto first = append("kiln", {{begin, "1"}});
    EXPECT_TRUE(remove("kiln").isOk());
    EXPECT_GT(*append("kiln", {{begin, "1"}}), *first);
}

TEST_P(StorageChannels, AreRemovedByTheirMakers)
{
    (void)append("kiln", {{begin, "1"}});
    (void)append("own", {{begin, "2"}}, "");
    EXPECT_EQ(codeOf(remove("kiln", "u-ben")), ErrorCode::Forbidden);
    EXPECT_EQ(codeOf(remove("own", "u-anna")), ErrorCode::Forbidden) << "the server's";
    EXPECT_EQ(codeOf(remove("none", "u-anna")), ErrorCode::NotFound);
    EXPECT_EQ(recent(0), "kiln=1 own=2 ");
    EXPECT_TRUE(remove("kiln", "u-anna").isOk());
    EXPECT_TRUE(remove("own").isOk()) << "anybody's, for an administrator";
    EXPECT_EQ(recent(0), "");
}

TEST_P(StorageChannels, ThatAreRemovedAreGoneAtOnceAndGoInSteps)
{
    QList<NewPoint> points;
    for (qint64 i = 0; i < 6'000; ++i)
        points.append({begin + i * minute, "1"});
    (void)append("kiln", points);
    EXPECT_EQ(rollUp(10'000), 6'000);
    (void)append("other", {{begin, "3"}});
    EXPECT_TRUE(remove("kiln", "u-anna").isOk());
    EXPECT_EQ(recent(0), "other=3 ");
    EXPECT_EQ(codeOf(remove("kiln")), ErrorCode::NotFound);
    EXPECT_EQ(m_reader->channels().channels()->size(), 1);
    EXPECT_EQ(buckets({QStringLiteral("kiln"), begin, begin + minute}), "");
    // Its name is free meanwhile, and is nobody's to lose.
    EXPECT_TRUE(append("kiln", {{begin, "2"}}, "u-ben").isOk());
    int steps = 1;
    while (forget())
        ++steps;
    EXPECT_EQ(steps, 4) << "values, buckets, the rest of both, and nothing";
    EXPECT_EQ(recent(0), "other=3 kiln=2 ");
    EXPECT_EQ(rollUp(), 2);
    EXPECT_EQ(buckets({QStringLiteral("kiln"), begin, begin + minute}), "value@0:1,2,2,2 ");
}

//! Killed after any of the steps, and within each.
TEST_P(StorageChannels, ThatAreRemovedGoAlsoWhereAServerIsKilled)
{
    QList<NewPoint> points;
    for (qint64 i = 0; i < 6'000; ++i)
        points.append({begin + i * minute, "1"});
    (void)append("kiln", points);
    (void)append("other", {{begin, "3"}, {begin + minute, "4"}});
    EXPECT_EQ(rollUp(10'000), 6'002);
    EXPECT_TRUE(remove("kiln", "u-anna").isOk());
    EXPECT_TRUE(append("kiln", {{begin, "2"}}, "u-ben").isOk());
    EXPECT_EQ(rollUp(), 1);
    const QStringList left{QStringLiteral("6003 6003"), QStringLiteral("1003 6003"), QStringLiteral("3 1003"),
        QStringLiteral("3 3"), QStringLiteral("3 3")};
    for (qsizetype step = 0; step < left.size(); ++step) {
        EXPECT_EQ(rowsOf("true"), QStringList{left[step]}) << step;
        ASSERT_TRUE(m_writer->begin().isOk());
        EXPECT_TRUE(m_writer->channels().forget(0, 0).isOk());
        m_writer = nullptr;
        EXPECT_EQ(rowsOf("true"), QStringList{left[step]}) << "it was not committed";
        m_writer = std::move(*m_factory(true));
        EXPECT_EQ(forget(), step < left.size() - 2) << step;
    }
    EXPECT_EQ(rowsOf("channel_id NOT IN (SELECT id FROM channels WHERE name IN ('kiln', 'other'))"),
        QStringList{QStringLiteral("0 0")});
    EXPECT_EQ(GetParam().select(m_folder.path(), QStringLiteral("SELECT name FROM channels ORDER BY name")),
        (QStringList{QStringLiteral("kiln"), QStringLiteral("other")}));
    EXPECT_EQ(recent(0), "other=3 other=4 kiln=2 ");
    EXPECT_EQ(buckets({QStringLiteral("kiln"), begin, begin + 10'000 * minute}), "value@0:1,2,2,2 ");
    EXPECT_EQ(buckets({QStringLiteral("other"), begin, begin + 10'000 * minute}),
        "value@0:1,3,3,3 value@1:1,4,4,4 ");
}

TEST_P(StorageChannels, RollUpWhateverTheOrder)
{
    (void)append("kiln", {{begin, R"({"t":10,"name":"x"})"}, {begin + minute, R"({"t":20})"}});
    (void)append("kiln", {{begin + 5, R"({"t":30})"}}); // late
    (void)append("plain", {{begin, "5"}});
    EXPECT_EQ(rollUp(3), 3);
    EXPECT_EQ(rollUp(), 1);
    EXPECT_EQ(rollUp(), 0);
    (void)append("kiln", {{begin + 6, R"({"t":-1})"}});
    EXPECT_EQ(rollUp(), 1);
    const QString kiln = QStringLiteral("kiln");
    EXPECT_EQ(buckets({kiln, begin, begin + 10 * minute}), "t@0:3,39,-1,30 t@1:1,20,20,20 ");
    EXPECT_EQ(buckets({kiln, begin, begin + 10 * minute, 5 * minute}), "t@0:4,59,-1,30 ");
    EXPECT_EQ(buckets({kiln, begin + minute, begin + 10 * minute}), "t@1:1,20,20,20 ");
    EXPECT_EQ(buckets({QStringLiteral("plain"), begin, begin + minute}), "value@0:1,5,5,5 ");

    (void)append("plain", {{begin, R"({"u":1,"v":2})"}});
    rollUp();
    const QString u = QStringLiteral("u");
    EXPECT_EQ(buckets({QStringLiteral("plain"), begin, begin + minute, minute, u}), "u@0:1,1,1,1 ");
}

TEST_P(StorageChannels, HugeNumbersStopNothing)
{
    (void)append("kiln", {{begin, R"({"t":1e308,"u":-1e290})"}, {begin + 1, R"({"t":1e308,"u":-1e290})"}});
    EXPECT_EQ(rollUp(), 2);
    (void)append("kiln", {{begin, R"({"t":-1e308})"}, {begin + 1, R"({"t":-1e308})"}});
    EXPECT_EQ(rollUp(), 2) << "inf and -inf make no sum, and no row";
    EXPECT_EQ(rollUp(), 0);
    EXPECT_EQ(buckets({QStringLiteral("kiln"), begin, begin + minute}), "u@0:2,-2e+290,-1e+290,-1e+290 ");
}

TEST_P(StorageChannels, WhatTheyTakeOnDiskIsBounded)
{
    const QByteArray json = '"' + QByteArray(434, 'x') + '"'; // 500 bytes as they are counted
    const auto store = [&](const char *channel, const char *maker, const QList<NewPoint> &points,
                           qint64 bytes) {
        const NewValues values{QLatin1String(channel), QLatin1String(maker), points, begin, 9, 9, bytes};
        return write([&](Database &db) { return db.channels().append(values); });
    };
    const auto add = [&](const char *channel, const char *maker, qint64 bytes) {
        return store(channel, maker, {{begin, json}}, bytes);
    };
    EXPECT_TRUE(add("a", "u-anna", 1'000).isOk());
    EXPECT_TRUE(add("b", "u-anna", 1'000).isOk());
    const auto refused = add("b", "u-anna", 1'000);
    EXPECT_EQ(codeOf(refused), ErrorCode::QuotaExceeded) << "all of hers together";
    EXPECT_TRUE(refused.error().message.contains(QLatin1String("limits.channel_disk_bytes_per_user")));
    EXPECT_EQ(codeOf(add("b", "u-ben", 1'000)), ErrorCode::QuotaExceeded) << "whoever sends";
    EXPECT_EQ(codeOf(add("c", "u-anna", 1'000)), ErrorCode::QuotaExceeded);
    EXPECT_TRUE(add("b", "u-ben", 1'001).isOk());
    EXPECT_TRUE(add("d", "u-ben", 1'000).isOk()) << "his own";
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(add("own", "", 1).isOk()) << "the server's";

    // What has grown old counts no more, and what is deleted.
    rollUp();
    (void)write([](Database &db) { return db.channels().forget(begin + 1, 0); });
    EXPECT_TRUE(add("b", "u-anna", 1'001).isOk()) << "each channel's last is kept";
    EXPECT_EQ(codeOf(add("b", "u-anna", 1'001)), ErrorCode::QuotaExceeded);
    EXPECT_TRUE(remove("b").isOk());
    EXPECT_TRUE(add("a", "u-anna", 501).isOk());

    // Nor is there an end to the names and the minutes of numbers.
    (void)store("e", "u-ben", {{begin, R"({"t":1})"}, {begin + minute, R"({"t":1})"}}, 0);
    rollUp();
    (void)write([](Database &db) { return db.channels().forget(begin + 10 * minute, 0); });
    const qint64 bens = 500 + 71 + 2 * 65; // a last value of each channel, and two minutes
    EXPECT_EQ(codeOf(add("e", "u-ben", bens)), ErrorCode::QuotaExceeded);
    (void)write([](Database &db) { return db.channels().forget(0, begin + minute); });
    EXPECT_TRUE(add("e", "u-ben", bens).isOk());
}

TEST_P(StorageChannels, TheirFieldsAreBounded)
{
    for (int i = 0; i < 100; ++i)
        (void)append("kiln", {{begin, "{\"f" + QByteArray::number(i) + "\":1}"}});
    EXPECT_EQ(rollUp(), 100);
    EXPECT_EQ(m_leftOut, 36);
    EXPECT_EQ(m_reader->channels().buckets({QStringLiteral("kiln"), begin, begin + minute})->size(), 64);
}

TEST_P(StorageChannels, ForgetWhatIsOldButNotTheLast)
{
    (void)append("kiln", {{begin, "1"}, {begin + minute, "2"}});
    (void)append("old", {{begin, "7"}});
    const auto forget = [this](qint64 values, qint64 ofBuckets) {
        return *write([&](Database &db) { return db.channels().forget(values, ofBuckets); });
    };
    EXPECT_FALSE(forget(begin + minute, 0));
    EXPECT_EQ(recent(0), "kiln=1 kiln=2 old=7 ") << "not before they are in their buckets";
    rollUp();
    EXPECT_FALSE(forget(begin + minute, 0));
    EXPECT_EQ(recent(0), "kiln=2 old=7 ");
    EXPECT_FALSE(forget(0, begin + minute));
    EXPECT_EQ(buckets({QStringLiteral("kiln"), begin, begin + 9 * minute}), "value@1:1,2,2,2 ");
}

//! A sender may say times out of order; whoever resumes does so by the ids.
TEST_P(StorageChannels, ForgetInTheOrderOfTheIds)
{
    const auto at = [](qint64 minutes) { return begin + minutes * minute; };
    (void)append("kiln",
        {{at(1), "1"}, {at(9), "2"}, {at(2), "3"}, {at(7), "4"}, {at(3), "5"}, {at(9), "6"}, {at(1), "7"}});
    (void)append("other", {{at(2), "8"}, {at(1), "9"}});
    rollUp();
    const auto forget = [this](qint64 values, int steps = 1) {
        int done = 1;
        while (*write([&](Database &db) { return db.channels().forget(values, 0); }))
            ++done;
        EXPECT_EQ(done, steps);
    };
    EXPECT_EQ(recent(at(5)), "kiln=2 kiln=3 kiln=4 kiln=5 kiln=6 kiln=7 other=9 ");
    EXPECT_EQ(recent(at(5), 3), "kiln=6 kiln=7 other=9 ");
    EXPECT_EQ(recent(at(99)), "kiln=7 other=9 ");
    forget(at(5));
    EXPECT_EQ(recent(0), "kiln=2 kiln=3 kiln=4 kiln=5 kiln=6 kiln=7 other=9 ") << "as it would be loaded";
    forget(at(9));
    EXPECT_EQ(recent(0), "kiln=2 kiln=3 kiln=4 kiln=5 kiln=6 kiln=7 other=9 ");
    forget(at(9) + 1);
    EXPECT_EQ(recent(0), "kiln=7 other=9 ");

    // In steps, whichever channel they are of.
    (void)append("kiln", QList<NewPoint>(4'000, {at(1), "1"}));
    (void)append("third", QList<NewPoint>(4'000, {at(1), "1"}), "u-ben");
    rollUp(10'000);
    forget(at(2), 2);
    EXPECT_EQ(recent(0), "other=9 kiln=1 third=1 ") << "their last";
}

TEST_P(StorageChannels, TokensAreTheirMakers)
{
    const ChannelToken token{QStringLiteral("t1"), QByteArray(32, 'h'), QStringLiteral("u-anna"),
        QStringLiteral("kiln"), {QStringLiteral("kiln:*"), QStringLiteral("oven")}, {}, 5};
    const qint64 revocations = *m_reader->sessions().revocations();
    ASSERT_TRUE(write([&](Database &db) { return db.channels().addToken(token); }).isOk());
    EXPECT_EQ(*m_reader->channels().tokenByHash(token.hash), token);
    EXPECT_EQ(codeOf(m_reader->channels().tokenByHash(QByteArray(32, 'x'))), ErrorCode::Unauthorized);
    EXPECT_EQ(*m_reader->channels().tokens(QStringLiteral("u-anna")), QList<ChannelToken>{token});
    EXPECT_EQ(*m_reader->channels().tokens(QString()), QList<ChannelToken>{token});
    EXPECT_EQ(m_reader->channels().tokens(QStringLiteral("u-ben"))->size(), 0);
    const auto remove = [this](const QString &whose) {
        return write([&](Database &db) { return db.channels().removeToken(QStringLiteral("t1"), whose); });
    };
    EXPECT_EQ(codeOf(remove(QStringLiteral("u-ben"))), ErrorCode::NotFound);
    EXPECT_EQ(*remove(QStringLiteral("u-anna")), token);
    EXPECT_EQ(codeOf(remove(QString())), ErrorCode::NotFound);
    EXPECT_GT(*m_reader->sessions().revocations(), revocations);
}

INSTANTIATE_TEST_SUITE_P(Backends, StorageChannels, testing::ValuesIn(backends()), nameOf);

} // namespace hearth::test
