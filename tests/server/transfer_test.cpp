// A team's move from one kind of database to the other, with a row in every table that there is.
#include "server/storage/postgresql/postgresqldatabase.h"
#include "server/storage/sqlite/sqlitedatabase.h"
#include "server/storage/transfer.h"
#include "tests/server/byhand.h"
#include "tests/server/postgresserver.h"

#include <QTemporaryDir>
#include <QUrl>

#include <gmock/gmock.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

QStringList tablesOf(const QString &path)
{
    return select(path, QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> "
                                       "'sqlite_sequence' ORDER BY name"));
}

QStringList columnsOf(const QString &path, const QString &table, int column = 0)
{
    return select(path, QStringLiteral("SELECT name, type FROM pragma_table_info('%1')").arg(table), column);
}

//! Every row of every table.
QStringList dumpOf(const QString &path)
{
    QStringList out;
    for (const QString &table : tablesOf(path) + QStringList{QStringLiteral("sqlite_sequence")}) {
        QStringList values;
        for (const QString &column : columnsOf(path, table))
            values += QStringLiteral("quote(%1)").arg(column);
        out += select(path, QStringLiteral("SELECT '%1 ' || %2 FROM %1 ORDER BY 1")
                                .arg(table, values.join(QLatin1String(" || '|' || "))));
    }
    return out;
}

//! What all columns of that name or type hold, so that every row refers to one that is there.
QString sampleOf(const QString &column, const QString &type)
{
    if (column == u"role")
        return QStringLiteral("'owner'");
    if (type == u"TEXT")
        return QStringLiteral("'ü k'");
    if (type == u"REAL")
        return QStringLiteral("0.1");
    return type == u"BLOB" ? QStringLiteral("x'00ff'") : QStringLiteral("1");
}

} // namespace

class TransferPostgresql : public testing::Test
{
protected:
    void SetUp() override
    {
        open(m_here); // makes it
        for (const QString &table : tablesOf(m_here)) {
            if (table == u"meta" || table == u"channel_rollup")
                continue;
            const QStringList names = columnsOf(m_here, table);
            const QStringList types = columnsOf(m_here, table, 1);
            QStringList values;
            for (int i = 0; i < names.size(); ++i)
                values += sampleOf(names[i], types[i]);
            execute(m_here, QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
                                .arg(table, names.join(u','), values.join(u',')));
        }
        executeAll(m_here, QStringLiteral("UPDATE channel_rollup SET up_to = 7;\n"
                                          "UPDATE blobs SET refs = 1;\n"
                                          "UPDATE channels SET bytes = 2 * (64 + 4);\n"
                                          "INSERT INTO meta VALUES ('revocations', '3');\n"
                                          // Given, and nobody has it any more.
                                          "UPDATE sqlite_sequence SET seq = 40 + rowid;\n"));
        EXPECT_EQ(select(m_here, QStringLiteral("PRAGMA foreign_key_check")), QStringList());
    }
    static std::unique_ptr<Database> open(const QString &path)
    {
        auto db = sqliteFactory(path)(true);
        EXPECT_TRUE(db.isOk());
        return std::move(*db);
    }
    std::unique_ptr<Database> openThere()
    {
        auto db = postgresqlFactory(m_url)(true);
        EXPECT_TRUE(db.isOk()) << db.error().message.toStdString();
        return std::move(*db);
    }
    QStringList there(const QString &sql) { return m_server.execute(QUrl(m_url).path().mid(1), sql); }

    PostgresServer &m_server = PostgresServer::shared();
    QString m_url = m_server.newDatabase();
    QTemporaryDir m_folder;
    QString m_here = m_folder.filePath(QStringLiteral("here.db"));
    QString m_back = m_folder.filePath(QStringLiteral("back.db"));
};

TEST_F(TransferPostgresql, ThereAndBackIsTheSame)
{
    const auto there = transfer(*open(m_here), *openThere());
    ASSERT_TRUE(there.isOk()) << there.error().message.toStdString();
    const auto back = transfer(*openThere(), *open(m_back));
    ASSERT_TRUE(back.isOk()) << back.error().message.toStdString();
    EXPECT_EQ(*back, *there);
    const QStringList before = dumpOf(m_here);
    EXPECT_EQ(dumpOf(m_back), before);
    EXPECT_GE(before.size(), 30);
}

//! A table that a later migration makes may not be forgotten.
TEST_F(TransferPostgresql, MovesEveryTable)
{
    QStringList moved;
    const auto db = open(m_here);
    for (const QByteArray &table : db->transfers().tables())
        moved += QString::fromLatin1(table);
    moved.sort();
    EXPECT_EQ(moved, tablesOf(m_here));
    const auto done = transfer(*db, *openThere());
    ASSERT_TRUE(done.isOk()) << done.error().message.toStdString();
    for (const TransferredTable &each : *done)
        EXPECT_EQ(each.rows, each.name == "meta" ? 2 : 1) << each.name.constData();
}

//! Nor does a number come a second time.
TEST_F(TransferPostgresql, TheNextNumbersGoOn)
{
    ASSERT_TRUE(transfer(*open(m_here), *openThere()).isOk());
    const QString next = QStringLiteral("SELECT nextval(pg_get_serial_sequence('%1', '%2'))");
    for (const char *table : {"audit", "channel_points", "departures"}) {
        const QString name = QString::fromLatin1(table);
        const qint64 last =
            select(m_here, QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name = '%1'").arg(name))
                .value(0)
                .toLongLong();
        EXPECT_GT(last, 40);
        EXPECT_EQ(there(next.arg(name, QStringLiteral("id"))).value(0).toLongLong(), last + 1) << table;
    }
    EXPECT_EQ(there(next.arg(QStringLiteral("messages"), QStringLiteral("position"))),
        QStringList{QStringLiteral("2")});
    EXPECT_EQ(
        there(next.arg(QStringLiteral("channels"), QStringLiteral("id"))), QStringList{QStringLiteral("2")});
}

TEST_F(TransferPostgresql, IntoOneThatIsUsedChangesNothing)
{
    ASSERT_TRUE(transfer(*open(m_here), *openThere()).isOk());
    const auto again = transfer(*open(m_here), *openThere());
    ASSERT_FALSE(again.isOk());
    EXPECT_EQ(again.error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(there(QStringLiteral("SELECT count(*) FROM messages")), QStringList{QStringLiteral("1")});
}

//! Something there writes otherwise than it was told.
TEST_F(TransferPostgresql, IsTakenBackWhereItIsNotTheSame)
{
    openThere();
    there(QStringLiteral(
        "CREATE FUNCTION worse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.content = 'other'; "
        "RETURN NEW; END $$"));
    there(QStringLiteral(
        "CREATE TRIGGER worse BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION worse()"));
    const auto done = transfer(*open(m_here), *openThere());
    ASSERT_FALSE(done.isOk());
    EXPECT_THAT(done.error().message.toStdString(), testing::HasSubstr("messages"));
    EXPECT_EQ(there(QStringLiteral("SELECT count(*) FROM users")), QStringList{QStringLiteral("0")});
}

} // namespace hearth::test
