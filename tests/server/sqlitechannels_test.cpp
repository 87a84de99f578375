#include "server/storage/sql/sqlchannels.h"
#include "server/storage/sqlite/sqlitestatements.h"
#include "tests/server/sqlitefile.h"

#include <sqlite3.h>

//! What SQLite alone promises about channels: how much work they are, counted and not timed.
namespace hearth::test {

using namespace hearth::server;

class SqliteChannelled : public SqliteFile
{
protected:
    void SetUp() override
    {
        SqliteFile::SetUp();
        ASSERT_TRUE(m_connection.open(m_path).isOk());
        ASSERT_TRUE(m_connection.execute(QStringLiteral("BEGIN")).isOk());
        sqlite3_progress_handler(
            m_connection.handle(), 100, [](void *count) { return ++*static_cast<qint64 *>(count), 0; },
            &m_work);
    }
    //! A value in each of so many minutes, of 32 numbers with names of their own.
    void append(int firstName, qint64 minutes)
    {
        QByteArray json = "{";
        for (int i = firstName; i < firstName + 32; ++i)
            json += (i > firstName ? ",\"f" : "\"f") + QByteArray::number(i) + "\":1";
        QList<NewPoint> points;
        for (qint64 i = 0; i < minutes; ++i)
            points.append({i * BucketQuery::bucketMs, json + "}"});
        publish(points);
    }
    //! What it was, in hundreds of SQLite's own steps.
    qint64 rollUp(int limit = 1'000)
    {
        m_work = 0;
        EXPECT_GT(m_channels.rollUp(limit, 64)->values, 0);
        return m_work;
    }
    qint64 forget(qint64 values, bool isMore)
    {
        m_work = 0;
        EXPECT_EQ(*m_channels.forget(values, 0), isMore);
        return m_work;
    }
    void publish(const QList<NewPoint> &points)
    {
        ASSERT_TRUE(
            m_channels.append({QStringLiteral("kiln"), QStringLiteral("anna"), points, 1, 2, 3}).isOk());
    }

    SqliteConnection m_connection;
    SqliteStatements m_statements{m_connection};
    SqlChannels m_channels{m_statements};
    qint64 m_work = 0;
};

//! Each new name once looked through all of the channel's buckets.
TEST_F(SqliteChannelled, newFieldsAreNoMoreWorkThanOthers)
{
    append(0, 200);
    append(32, 200);
    const qint64 known = rollUp();
    for (int i = 0; i < 400; ++i)
        append(64 + 32 * i, 1);
    EXPECT_LT(rollUp(), known);
    EXPECT_EQ(m_channels.buckets({QStringLiteral("kiln"), 0, BucketQuery::bucketMs})->size(), 64);
}

//! Old values that came after a younger one are kept with it, and not looked at each time.
TEST_F(SqliteChannelled, whatIsKeptWhileItIsOldIsNoWork)
{
    publish({{100, "1"}});
    publish(QList<NewPoint>(20'000, {1, "1"}));
    rollUp(30'000);
    EXPECT_LT(forget(50, false), 10);
    const qint64 first = forget(200, true);
    for (int i = 0; i < 2; ++i)
        EXPECT_LT(forget(200, true), first * 11 / 10) << "nor is a step more than another";
    EXPECT_LE(forget(200, true), first * 11 / 10);
    EXPECT_LT(forget(200, false), 10);
}

} // namespace hearth::test
