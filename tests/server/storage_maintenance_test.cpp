#include "tests/server/storage_contract.h"

#include <QFile>

namespace hearth::test {

using namespace hearth::server;

TEST_P(StorageContract, aSoundDatabaseHasNoFaults)
{
    addUser(u"anna"_qs);
    addUser(u"ben"_qs);
    ASSERT_TRUE(addRoom(u"Hall"_qs, {u"anna"_qs, u"ben"_qs}).isOk());
    ASSERT_TRUE(say(u"Hall"_qs, u"anna"_qs, u"one"_qs).isOk());
    EXPECT_EQ(m_writer->maintenance().faults(), Result<QStringList>(QStringList()));
}

TEST_P(StorageContract, aBackupIsWholeAndReplacesNothing)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"Hall"_qs, {u"anna"_qs}).isOk());
    ASSERT_TRUE(say(u"Hall"_qs, u"anna"_qs, u"one"_qs).isOk());
    const QString file = m_folder.filePath(u"copy.db"_qs);
    ASSERT_TRUE(m_writer->maintenance().backUp(file).isOk());
    EXPECT_EQ(QFile::permissions(file) & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
    EXPECT_EQ(codeOf(m_writer->maintenance().backUp(file)), ErrorCode::InvalidRequest);
    const QString nowhere = m_folder.filePath(u"no/such/folder.db"_qs);
    EXPECT_EQ(codeOf(m_writer->maintenance().backUp(nowhere)), ErrorCode::Unavailable);
    ASSERT_TRUE(say(u"Hall"_qs, u"anna"_qs, u"two"_qs).isOk()) << "later: not in the copy";
    EXPECT_EQ(QDir(m_folder.path()).entryList({u"*.partial"_qs}), QStringList());
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
    addUser(u"anna"_qs);
    addUser(u"ben"_qs);
    ASSERT_TRUE(addRoom(u"Hall"_qs, {u"anna"_qs, u"ben"_qs}).isOk());
    ASSERT_TRUE(addRoom(u"attic"_qs, {u"anna"_qs}, true).isOk());
    ASSERT_TRUE(say(u"Hall"_qs, u"anna"_qs, u"one"_qs).isOk());
    NewRoom direct{u"r-d"_qs, {}, {}, true, u"u-anna"_qs, {u"u-ben"_qs}, u"u-anna+u-ben"_qs, 1};
    ASSERT_TRUE(write([&](Database &db) { return db.rooms().createRoom(direct); }).isOk());
    const QList<RoomSummary> expected{
        {u"r-attic"_qs, u"attic"_qs, {}, true, 1, 0}, {u"r-Hall"_qs, u"Hall"_qs, {}, false, 2, 1}};
    EXPECT_EQ(m_reader->rooms().rooms(), Result<QList<RoomSummary>>(expected));
}

} // namespace hearth::test
