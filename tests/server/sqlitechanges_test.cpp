#include "tests/server/byhand.h"
#include "tests/server/sqlitefile.h"

//! What SQLite alone promises about changed messages.
namespace hearth::test {

using namespace hearth::server;

class SqliteChanged : public SqliteFile
{};

TEST_F(SqliteChanged, aDeletedTextIsNowhereInTheFile)
{
    const ChangeRequest request{QStringLiteral("r1"), QStringLiteral("m1"), QStringLiteral("anna"), 2};
    write([&](Database &db) {
        protocol::Chart chart;
        chart.panel.id = QStringLiteral("p");
        chart.panel.title = QStringLiteral("the drawn secret");
        const NewMessage message{request.messageId, request.roomId, request.userId,
            QStringLiteral("the first secret"), {}, 1, {}, {}, chart};
        EXPECT_TRUE(db.messages().append(message).isOk());
        EXPECT_TRUE(db.changes().edit(request, QStringLiteral("the second secret")).isOk());
    });
    ASSERT_TRUE(holds("the first secret") && holds("the second secret") && holds("the drawn secret"));
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
