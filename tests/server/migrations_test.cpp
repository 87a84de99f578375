#include "server/storage/sqlite/migrations.h"
#include "server/storage/sqlite/sqlitedatabase.h"
#include "server/storage/storage.h"
#include "tests/server/byhand.h"

#include <QFile>
#include <QTemporaryDir>

#include <unistd.h>

namespace hearth::test {

using namespace hearth::server;

class Migrations : public testing::Test
{
protected:
    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(u"hearth.db"_qs);
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
    execute(m_path, u"PRAGMA user_version = %1"_qs.arg(newestVersion() + 1));
    for (const bool mayMigrate : {true, false}) {
        const auto opened = sqliteFactory(m_path)(mayMigrate);
        ASSERT_FALSE(opened.isOk());
        EXPECT_EQ(opened.error().code, ErrorCode::NewerDatabase);
        EXPECT_TRUE(opened.error().message.contains(m_path));
    }
}

TEST_F(Migrations, aReaderDoesNotMigrate)
{
    execute(m_path, u"PRAGMA user_version = 0"_qs);
    const auto opened = sqliteFactory(m_path)(false);
    ASSERT_FALSE(opened.isOk());
    EXPECT_EQ(opened.error().code, ErrorCode::Unavailable);
}

TEST_F(Migrations, aFailedMigrationLeavesTheVersionAsItWas)
{
    execute(
        m_path, u"CREATE TABLE rooms (x)"_qs); // in the way of the first migration, past its first statements
    const auto opened = sqliteFactory(m_path)(true);
    ASSERT_FALSE(opened.isOk());
    EXPECT_TRUE(opened.error().message.contains(u"0001_initial.sql"_qs))
        << opened.error().message.toStdString();
    execute(m_path, u"DROP TABLE rooms"_qs);
    EXPECT_TRUE(sqliteFactory(m_path)(true).isOk()) << "nothing of the first attempt was left";
}

TEST_F(Migrations, whatCannotBeOpenedIsNamedInOneLine)
{
    const QString file = m_folder.filePath(u"file"_qs);
    ASSERT_TRUE(QFile(file).open(QIODevice::WriteOnly));
    QFile other(m_folder.filePath(u"no-database"_qs));
    ASSERT_TRUE(other.open(QIODevice::WriteOnly) && other.write(QByteArray(4096, 'x')) == 4096);
    other.close();
    QStringList paths{m_folder.filePath(u"missing/hearth.db"_qs), file + u"/hearth.db"_qs, m_folder.path(),
        other.fileName()};
    const QString locked = m_folder.filePath(u"locked"_qs);
    ASSERT_TRUE(QDir().mkdir(locked));
    QFile::setPermissions(locked, QFile::ReadOwner | QFile::ExeOwner);
    if (geteuid() != 0) // root may write everywhere
        paths.append(locked + u"/hearth.db"_qs);
    for (const QString &path : paths) {
        const auto storage = Storage::open(sqliteFactory(path), 10);
        ASSERT_FALSE(storage.isOk()) << path.toStdString();
        EXPECT_EQ(storage.error().code, ErrorCode::Unavailable);
        EXPECT_TRUE(storage.error().message.contains(path)) << storage.error().message.toStdString();
        EXPECT_FALSE(storage.error().message.contains(u'\n'));
        EXPECT_FALSE(storage.error().message.endsWith(u": "_qs)) << "no reason";
    }
}

} // namespace hearth::test
