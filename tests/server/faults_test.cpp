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
        for (const QString &name : {QStringLiteral("anna"), QStringLiteral("ben")})
            ASSERT_TRUE(
                db->accounts().createUser({{name, name, name, {}}, QStringLiteral("hash"), 1}).isOk());
        ASSERT_TRUE(db->rooms()
                        .createRoom({QStringLiteral("r1"), QStringLiteral("Hall"), {}, false,
                            QStringLiteral("anna"), {}, {}, 1})
                        .isOk());
        for (const QString &id : {QStringLiteral("m1"), QStringLiteral("m2")})
            ASSERT_TRUE(
                db->messages().append({id, QStringLiteral("r1"), QStringLiteral("anna"), id, {}, 1}).isOk());
        ASSERT_TRUE(db->commit().isOk());
    }
    QStringList faults() { return *(*sqliteFactory(m_path)(true))->maintenance().faults(); }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("hearth.db"));
};

TEST_F(Faults, eachIsFoundAndNamed)
{
    ASSERT_EQ(faults(), QStringList());
    struct Case
    {
        QString sql;
        QString line;
    };
    const QString remains = QStringLiteral("in room r1, something is left of the deleted message m2");
    const Case cases[] = {
        {QStringLiteral("UPDATE rooms SET last_seq = 3"),
            QStringLiteral("room r1 counts 3 messages and holds 2, the last is 2")},
        {QStringLiteral("UPDATE rooms SET last_seq = 2"), {}},
        {QStringLiteral("UPDATE messages SET seq = 3 WHERE seq = 2"),
            QStringLiteral("room r1 counts 2 messages and holds 2, the last is 3")},
        {QStringLiteral("UPDATE messages SET seq = 2 WHERE seq = 3"), {}},
        {QStringLiteral("UPDATE members SET read_seq = 9"),
            QStringLiteral("in room r1, user anna has read up to 9 of 2")},
        {QStringLiteral("UPDATE members SET read_seq = 0"), {}},
        {QStringLiteral("UPDATE messages SET change_seq = 1 WHERE id = 'm1'"),
            QStringLiteral("room r1 counts 0 changes and holds number 1")},
        {QStringLiteral("UPDATE rooms SET change_seq = 2"), {}},
        {QStringLiteral("DROP INDEX messages_changes"), {}},
        {QStringLiteral("UPDATE messages SET change_seq = 1 WHERE id = 'm2'"),
            QStringLiteral("in room r1, 2 messages hold change 1")},
        {QStringLiteral("UPDATE messages SET change_seq = 2 WHERE id = 'm2'"), {}},
        {QStringLiteral("DELETE FROM search_texts WHERE seq = 2"),
            QStringLiteral("in room r1, the search index does not agree with message m2")},
        {QStringLiteral("UPDATE messages SET deleted_at = 1 WHERE id = 'm2'"), remains},
        {QStringLiteral("UPDATE messages SET content = '' WHERE id = 'm2'"), {}},
        {QStringLiteral("UPDATE messages SET pinned_at = 1 WHERE id = 'm2'"), remains},
        {QStringLiteral("UPDATE messages SET pinned_at = NULL WHERE id = 'm2'"), {}},
        {QStringLiteral("INSERT INTO reactions VALUES ('r1', 2, 'x', 'ben', 1)"), remains},
        {QStringLiteral("DELETE FROM reactions"), {}},
        {QStringLiteral("INSERT INTO edits VALUES ('r1', 2, 1, 'before', 1)"), remains},
        {QStringLiteral("DELETE FROM edits"), {}},
        {QStringLiteral("INSERT INTO mentions VALUES ('r1', 'ben', 2, 'anna')"), remains},
        {QStringLiteral("DELETE FROM mentions"), {}},
        {QStringLiteral("INSERT INTO blobs VALUES ('h1', 1, 'x', NULL, NULL, 0, 0)"), {}},
        {QStringLiteral("INSERT INTO files VALUES ('f1', 'r1', 'anna', 'h1', 'a', 1, 1, 2, 0)"), remains},
        {QStringLiteral("UPDATE files SET seq = 1"), {}},
        {QStringLiteral("UPDATE blobs SET refs = 3"),
            QStringLiteral("the content h1 counts 3 files and has 1")},
        {QStringLiteral("UPDATE blobs SET refs = 1"), {}},
        {QStringLiteral(
             "INSERT INTO members (room_id, user_id, read_seq, joined_at) VALUES ('r1', 'nobody', 0, 0)"),
            QStringLiteral("a row of members names one of users that is not there")},
    };
    for (const auto &[sql, line] : cases) {
        execute(m_path, sql);
        // The search index is checked last: it may disagree with what was damaged, too.
        EXPECT_EQ(faults().mid(0, 1), line.isEmpty() ? QStringList() : QStringList{line}) << qPrintable(sql);
    }
}

} // namespace hearth::test
