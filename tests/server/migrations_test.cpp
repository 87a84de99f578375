#include "server/storage/sqlite/searchfunctions.h"
#include "server/storage/sqlite/sqliteconnection.h"
#include "server/storage/sqlite/sqlitedatabase.h"
#include "server/storage/sqlite/sqlitemigrations.h"
#include "server/storage/storage.h"
#include "tests/server/byhand.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <unistd.h>

namespace hearth::test {

using namespace hearth::server;

class Migrations : public testing::Test
{
protected:
    //! The database as the program of that version left it.
    void makeOld(int version)
    {
        ASSERT_TRUE(
            sqliteFactory(m_folder.filePath(QStringLiteral("other.db")))(true).isOk()); // links the files
        const QDir migrations(QStringLiteral(":/hearth/sqlite/migrations"));
        const QStringList files = migrations.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
        SqliteConnection connection;
        ASSERT_TRUE(connection.open(m_path).isOk());
        ASSERT_TRUE(addSearchFunctions(connection).isOk());
        for (int i = 0; i < version; ++i) {
            QFile file(migrations.filePath(files.at(i)));
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            ASSERT_TRUE(connection.execute(QString::fromUtf8(file.readAll())).isOk())
                << qPrintable(files.at(i));
        }
        ASSERT_TRUE(connection.execute(QStringLiteral("PRAGMA user_version = %1").arg(version)).isOk());
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("hearth.db"));
};

TEST_F(Migrations, aNewDatabaseGetsTheNewestVersionAndIsPrivate)
{
    ASSERT_TRUE(sqliteFactory(m_path)(true).isOk());
    EXPECT_GE(newestVersion(), 1);
    EXPECT_EQ(QFile::permissions(m_path) & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
    EXPECT_TRUE(sqliteFactory(m_path)(true).isOk()) << "again: nothing to do";
}

TEST_F(Migrations, aNewerDatabaseIsRefusedAndLeftAlone)
{
    ASSERT_TRUE(sqliteFactory(m_path)(true).isOk());
    execute(m_path, QStringLiteral("PRAGMA user_version = %1").arg(newestVersion() + 1));
    for (const bool mayMigrate : {true, false}) {
        const auto opened = sqliteFactory(m_path)(mayMigrate);
        ASSERT_FALSE(opened.isOk());
        EXPECT_EQ(opened.error().code, ErrorCode::NewerDatabase);
        EXPECT_TRUE(opened.error().message.contains(m_path));
    }
}

TEST_F(Migrations, aReaderDoesNotMigrate)
{
    execute(m_path, QStringLiteral("PRAGMA user_version = 0"));
    const auto opened = sqliteFactory(m_path)(false);
    ASSERT_FALSE(opened.isOk());
    EXPECT_EQ(opened.error().code, ErrorCode::Unavailable);
}

TEST_F(Migrations, aFailedMigrationLeavesTheVersionAsItWas)
{
    execute(m_path,
        QStringLiteral(
            "CREATE TABLE rooms (x)")); // in the way of the first migration, past its first statements
    const auto opened = sqliteFactory(m_path)(true);
    ASSERT_FALSE(opened.isOk());
    EXPECT_TRUE(opened.error().message.contains(QStringLiteral("0001_initial.sql")))
        << opened.error().message.toStdString();
    execute(m_path, QStringLiteral("DROP TABLE rooms"));
    EXPECT_TRUE(sqliteFactory(m_path)(true).isOk()) << "nothing of the first attempt was left";
}

//! As the first version left it, with people, a room of two, messages and mentions.
TEST_F(Migrations, aDatabaseOfVersionOneKeepsWhatItHolds)
{
    makeOld(1);
    executeAll(m_path, QStringLiteral(R"(
INSERT INTO users VALUES ('anna', 'anna', 'anna', 'Anna', 'owner', 'hash', 1);
INSERT INTO users VALUES ('ben', 'ben', 'ben', 'Ben', 'member', 'hash', 1);
INSERT INTO rooms VALUES ('r1', 'Hall', 'hall', '', 0, NULL, NULL, 'anna', 1, 3, 9, 1);
INSERT INTO members VALUES ('r1', 'anna', 3, 1);
INSERT INTO members VALUES ('r1', 'ben', 1, 1);
INSERT INTO messages VALUES (1, 'm1', 'r1', 1, 'anna', 'one', 7, 'c1');
INSERT INTO messages VALUES (2, 'm2', 'r1', 2, 'anna', '@ben two', 8, NULL);
INSERT INTO messages VALUES (3, 'm3', 'r1', 3, 'ben', 'three', 9, NULL);
INSERT INTO mentions VALUES ('r1', 'ben', 2, 'anna');
)"));
    const auto opened = sqliteFactory(m_path)(true);
    ASSERT_TRUE(opened.isOk()) << opened.error().message.toStdString();
    Database &db = **opened;
    EXPECT_EQ(db.maintenance().faults(), Result<QStringList>(QStringList()));
    const QString room = QStringLiteral("r1");
    const auto page = db.messages().history({room, {}, {}, 100});
    ASSERT_EQ(page->size(), 3);
    EXPECT_EQ(page->first(), (protocol::Message{QStringLiteral("m1"), 1, room, QStringLiteral("anna"),
                                 QStringLiteral("anna"), QStringLiteral("one"), 7, QStringLiteral("c1")}));
    const auto seen = db.rooms().roomFor(QStringLiteral("ben"), room);
    EXPECT_EQ(seen->unread, 1);
    EXPECT_EQ(seen->mentions, 1);
    EXPECT_EQ(db.rooms().state(room, QStringLiteral("ben"))->changeSeq, 0);
    ASSERT_TRUE(db.begin().isOk());
    EXPECT_EQ(db.changes()
                  .edit({room, QStringLiteral("m2"), QStringLiteral("anna"), 10}, QStringLiteral("two"))
                  ->message.changeSeq,
        1);
    ASSERT_TRUE(db.commit().isOk());
    EXPECT_EQ(db.rooms().roomFor(QStringLiteral("ben"), room)->mentions, 0);
}

//! What their makers' bound is held against. One channel is half gone.
TEST_F(Migrations, channelsFromBeforeTheirBytesWereCountedAreCounted)
{
    makeOld(13);
    executeAll(m_path, QStringLiteral(R"(
INSERT INTO users (id, username, username_key, display_name, role, password_hash, created_at)
    VALUES ('anna', 'anna', 'anna', 'Anna', 'owner', 'hash', 1);
INSERT INTO channels (id, name, user_id, created_at, last_point) VALUES (1, 'kiln', 'anna', 1, 2);
INSERT INTO channels (id, name, user_id, created_at, last_point) VALUES (2, 'oven', 'anna', 1, 3);
INSERT INTO channels (id, name, user_id, created_at, last_point) VALUES (3, '!3', NULL, 1, 4);
INSERT INTO channels (id, name, user_id, created_at) VALUES (4, 'empty', NULL, 1);
INSERT INTO channel_points (id, channel_id, at, json) VALUES (1, 1, 60000, '{"Öfen":1}');
INSERT INTO channel_points (id, channel_id, at, json) VALUES (2, 1, 120000, '2.5');
INSERT INTO channel_points (id, channel_id, at, json) VALUES (3, 2, 60000, '"窯"');
INSERT INTO channel_points (id, channel_id, at, json) VALUES (4, 3, 60000, '1');
INSERT INTO channel_buckets VALUES (1, 'Öfen', 60000, 1, 1, 1, 1);
INSERT INTO channel_buckets VALUES (1, 'value', 120000, 1, 2.5, 2.5, 2.5);
)"));
    // Summed up here, in UTF-8's bytes: each value and each bucket counts for 64 more.
    const qint64 kiln = QByteArray(R"({"Öfen":1}2.5)").size() + QByteArray("Öfenvalue").size() + 4 * 64;
    const qint64 oven = QByteArray(R"("窯")").size() + 64;
    const auto opened = sqliteFactory(m_path)(true);
    ASSERT_TRUE(opened.isOk()) << opened.error().message.toStdString();
    const auto bytes = [this] {
        return select(m_path, QStringLiteral("SELECT bytes FROM channels ORDER BY id"));
    };
    EXPECT_EQ(bytes(), (QStringList{QString::number(kiln), QString::number(oven), QStringLiteral("65"),
                           QStringLiteral("0")}));

    // And they are counted on from there, to nothing.
    Database &db = **opened;
    const auto append = [&db](qint64 bytesOfMaker) {
        EXPECT_TRUE(db.begin().isOk());
        const auto done = db.channels().append(
            {QStringLiteral("oven"), QStringLiteral("anna"), {{60'000, "3"}}, 60'000, 9, 9, bytesOfMaker});
        EXPECT_TRUE(db.commit().isOk());
        return done.isOk() ? std::nullopt : std::optional(done.error().code);
    };
    EXPECT_EQ(append(kiln + oven), ErrorCode::QuotaExceeded);
    EXPECT_EQ(append(kiln + oven + 1), std::nullopt);
    EXPECT_EQ(bytes().at(1), QString::number(oven + 65));
    execute(m_path, QStringLiteral("DELETE FROM channel_points"));
    execute(m_path, QStringLiteral("DELETE FROM channel_buckets"));
    EXPECT_EQ(bytes(), QStringList(4, QStringLiteral("0")));
}

TEST_F(Migrations, whatCannotBeOpenedIsNamedInOneLine)
{
    const QString file = m_folder.filePath(QStringLiteral("file"));
    ASSERT_TRUE(QFile(file).open(QIODevice::WriteOnly));
    QFile other(m_folder.filePath(QStringLiteral("no-database")));
    ASSERT_TRUE(other.open(QIODevice::WriteOnly) && other.write(QByteArray(4096, 'x')) == 4096);
    other.close();
    QStringList paths{m_folder.filePath(QStringLiteral("missing/hearth.db")),
        file + QStringLiteral("/hearth.db"), m_folder.path(), other.fileName()};
    const QString locked = m_folder.filePath(QStringLiteral("locked"));
    ASSERT_TRUE(QDir().mkdir(locked));
    QFile::setPermissions(locked, QFile::ReadOwner | QFile::ExeOwner);
    if (geteuid() != 0) // root may write everywhere
        paths.append(locked + QStringLiteral("/hearth.db"));
    for (const QString &path : paths) {
        const auto storage = Storage::open(sqliteFactory(path), 10);
        ASSERT_FALSE(storage.isOk()) << path.toStdString();
        EXPECT_EQ(storage.error().code, ErrorCode::Unavailable);
        EXPECT_TRUE(storage.error().message.contains(path)) << storage.error().message.toStdString();
        EXPECT_FALSE(storage.error().message.contains(u'\n'));
        EXPECT_FALSE(storage.error().message.endsWith(QStringLiteral(": "))) << "no reason";
    }
}

} // namespace hearth::test
