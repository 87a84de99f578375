#include "server/storage/sqlite/sqlitedatabase.h"
#include "tests/server/byhand.h"

#include <QFile>
#include <QTemporaryDir>

//! What SQLite alone promises about changed messages.
namespace hearth::test {

using namespace hearth::server;

class SqliteChanged : public testing::Test
{
protected:
    void SetUp() override
    {
        write([](Database &db) {
            for (const QString &name : {QStringLiteral("anna"), QStringLiteral("ben")})
                EXPECT_TRUE(
                    db.accounts().createUser({{name, name, name, {}}, QStringLiteral("hash"), 1}).isOk());
            const NewRoom room{QStringLiteral("r1"), QStringLiteral("Hall"), {}, false,
                QStringLiteral("anna"), {QStringLiteral("ben")}, {}, 1};
            EXPECT_TRUE(db.rooms().createRoom(room).isOk());
        });
    }
    //! Closed again: what was written is in the file.
    void write(const std::function<void(Database &)> &work)
    {
        const auto db = sqliteFactory(m_path)(true);
        ASSERT_TRUE(db.isOk()) << db.error().message.toStdString();
        ASSERT_TRUE((*db)->begin().isOk());
        work(**db);
        ASSERT_TRUE((*db)->commit().isOk());
    }
    bool holds(const QByteArray &text)
    {
        QFile file(m_path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_FALSE(QFile::exists(m_path + QStringLiteral("-wal")));
        return file.readAll().contains(text);
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("hearth.db"));
};

TEST_F(SqliteChanged, aDeletedTextIsNowhereInTheFile)
{
    const ChangeRequest request{QStringLiteral("r1"), QStringLiteral("m1"), QStringLiteral("anna"), 2};
    write([&](Database &db) {
        const NewMessage message{
            request.messageId, request.roomId, request.userId, QStringLiteral("the first secret"), {}, 1};
        EXPECT_TRUE(db.messages().append(message).isOk());
        EXPECT_TRUE(db.changes().edit(request, QStringLiteral("the second secret")).isOk());
    });
    ASSERT_TRUE(holds("the first secret") && holds("the second secret"));
    write([&](Database &db) { EXPECT_TRUE(db.changes().remove(request).isOk()); });
    EXPECT_FALSE(holds("secret"));
}

//! Counting them must not grow with the history.
TEST_F(SqliteChanged, unreadAndChangesAreReadFromTheirIndexes)
{
    const std::pair<QString, QString> table[] = {
        {QStringLiteral("SELECT unread FROM room_views WHERE viewer_id = 'ben' AND id = 'r1'"),
            QStringLiteral("SEARCH gone USING COVERING INDEX messages_deleted (room_id=? AND seq>?)")},
        {QStringLiteral("SELECT seq FROM messages m WHERE m.room_id = 'r1' AND m.change_seq > 1 AND "
                        "m.change_seq <= 5 AND m.seq <= 9 ORDER BY m.change_seq LIMIT 100"),
            QStringLiteral(
                "SEARCH m USING INDEX messages_changes (room_id=? AND change_seq>? AND change_seq<?)")},
        {QStringLiteral("SELECT min(change_seq) - 1 FROM messages WHERE room_id = 'r1' AND changed_at > 5"),
            QStringLiteral(
                "SEARCH messages USING COVERING INDEX messages_changed_at (room_id=? AND changed_at>?)")},
        {QStringLiteral("SELECT id FROM messages m WHERE m.room_id = 'r1' AND m.pinned_at IS NOT NULL "
                        "ORDER BY m.pinned_at DESC, m.seq DESC"),
            QStringLiteral("SEARCH m USING INDEX messages_pinned (room_id=? AND pinned_at>?)")},
        {QStringLiteral("DELETE FROM mentions WHERE room_id = 'r1' AND seq = 1"),
            QStringLiteral("SEARCH mentions USING COVERING INDEX mentions_of_message (room_id=? AND seq=?)")},
    };
    for (const auto &[sql, step] : table) {
        const QStringList plan = select(m_path, QStringLiteral("EXPLAIN QUERY PLAN ") + sql, 3);
        EXPECT_TRUE(plan.contains(step)) << qPrintable(plan.join(u'\n'));
        EXPECT_TRUE(plan.filter(QStringLiteral("SCAN")).filter(QStringLiteral("messages")).isEmpty())
            << qPrintable(plan.join(u'\n'));
    }
}

} // namespace hearth::test
