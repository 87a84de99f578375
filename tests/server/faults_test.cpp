#include "server/storage/sqlite/sqlitedatabase.h"
#include "tests/server/byhand.h"

#include <QTemporaryDir>

namespace hearth::test {

using namespace hearth::server;

//! A database with two people, a room and two messages, broken by hand.
class Faults : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto db = *sqliteFactory(m_path)(true);
        ASSERT_TRUE(db->begin().isOk());
        for (const QString &name : {u"anna"_qs, u"ben"_qs})
            ASSERT_TRUE(db->accounts().createUser({{name, name, name, {}}, u"hash"_qs, 1}).isOk());
        ASSERT_TRUE(db->rooms().createRoom({u"r1"_qs, u"Hall"_qs, {}, false, u"anna"_qs, {}, {}, 1}).isOk());
        for (const QString &id : {u"m1"_qs, u"m2"_qs})
            ASSERT_TRUE(db->messages().append({id, u"r1"_qs, u"anna"_qs, id, {}, 1}).isOk());
        ASSERT_TRUE(db->commit().isOk());
    }
    QStringList faults() { return *(*sqliteFactory(m_path)(true))->maintenance().faults(); }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(u"hearth.db"_qs);
};

TEST_F(Faults, eachIsFoundAndNamed)
{
    ASSERT_EQ(faults(), QStringList());
    struct Case
    {
        QString sql;
        QString line;
    };
    const Case cases[] = {
        {u"UPDATE rooms SET last_seq = 3"_qs, u"room r1 counts 3 messages and holds 2, the last is 2"_qs},
        {u"UPDATE rooms SET last_seq = 2"_qs, {}},
        {u"UPDATE messages SET seq = 3 WHERE seq = 2"_qs,
            u"room r1 counts 2 messages and holds 2, the last is 3"_qs},
        {u"UPDATE messages SET seq = 2 WHERE seq = 3"_qs, {}},
        {u"UPDATE members SET read_seq = 9"_qs, u"in room r1, user anna has read up to 9 of 2"_qs},
        {u"UPDATE members SET read_seq = 0"_qs, {}},
        {u"INSERT INTO members VALUES ('r1', 'nobody', 0, 0)"_qs,
            u"a row of members names one of users that is not there"_qs},
    };
    for (const auto &[sql, line] : cases) {
        execute(m_path, sql);
        EXPECT_EQ(faults(), line.isEmpty() ? QStringList() : QStringList{line}) << qPrintable(sql);
    }
}

} // namespace hearth::test
