#include "tests/server/storage_contract.h"

#include <QFile>

namespace hearth::test {

using namespace hearth::server;

TEST_P(StorageContract, aSoundDatabaseHasNoFaults)
{
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("ben"));
    ASSERT_TRUE(addRoom(QStringLiteral("Hall"), {QStringLiteral("anna"), QStringLiteral("ben")}).isOk());
    ASSERT_TRUE(say(QStringLiteral("Hall"), QStringLiteral("anna"), QStringLiteral("one")).isOk());
    EXPECT_EQ(m_writer->maintenance().faults(), Result<QStringList>(QStringList()));
}

TEST_P(StorageContract, aBackupIsWholeAndReplacesNothing)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("Hall"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(say(QStringLiteral("Hall"), QStringLiteral("anna"), QStringLiteral("one")).isOk());
    const QString file = m_folder.filePath(QStringLiteral("copy.db"));
    if (!GetParam().copiesItself) {
        EXPECT_EQ(codeOf(m_writer->maintenance().backUp(file)), ErrorCode::InvalidRequest);
        EXPECT_FALSE(QFile::exists(file));
        return;
    }
    ASSERT_TRUE(m_writer->maintenance().backUp(file).isOk());
    EXPECT_EQ(QFile::permissions(file) & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
    EXPECT_EQ(codeOf(m_writer->maintenance().backUp(file)), ErrorCode::InvalidRequest);
    const QString nowhere = m_folder.filePath(QStringLiteral("no/such/folder.db"));
    EXPECT_EQ(codeOf(m_writer->maintenance().backUp(nowhere)), ErrorCode::Unavailable);
    ASSERT_TRUE(say(QStringLiteral("Hall"), QStringLiteral("anna"), QStringLiteral("two")).isOk())
        << "later: not in the copy";
    EXPECT_EQ(QDir(m_folder.path()).entryList({QStringLiteral("*.partial")}), QStringList());
}

TEST_P(StorageContract, aNewEpochIsANewOne)
{
    const QString before = m_writer->epoch();
    ASSERT_TRUE(write([](Database &db) { return db.maintenance().renewEpoch(); }).isOk());
    m_reader.reset();
    m_writer.reset();
    const QString now = (*m_factory(true))->epoch();
    EXPECT_NE(now, before);
    EXPECT_EQ(now.size(), before.size());
}

TEST_P(StorageContract, theOperatorSeesEveryRoomButThoseOfTwo)
{
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("ben"));
    ASSERT_TRUE(addRoom(QStringLiteral("Hall"), {QStringLiteral("anna"), QStringLiteral("ben")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("attic"), {QStringLiteral("anna")}, true).isOk());
    ASSERT_TRUE(say(QStringLiteral("Hall"), QStringLiteral("anna"), QStringLiteral("one")).isOk());
    NewRoom direct{QStringLiteral("r-d"), {}, {}, true, QStringLiteral("u-anna"), {QStringLiteral("u-ben")},
        QStringLiteral("u-anna+u-ben"), 1};
    ASSERT_TRUE(write([&](Database &db) { return db.rooms().createRoom(direct); }).isOk());
    const QList<RoomSummary> expected{{QStringLiteral("r-attic"), QStringLiteral("attic"), {}, true, 1, 0},
        {QStringLiteral("r-Hall"), QStringLiteral("Hall"), {}, false, 2, 1}};
    EXPECT_EQ(m_reader->rooms().rooms(), Result<QList<RoomSummary>>(expected));
}

} // namespace hearth::test
