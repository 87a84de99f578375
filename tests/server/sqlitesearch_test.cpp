#include "tests/server/byhand.h"
#include "tests/server/indexdamage.h"
#include "tests/server/sqlitefile.h"

//! What SQLite alone promises about search.
namespace hearth::test {

using namespace hearth::server;

class SqliteSearched : public SqliteFile
{
protected:
    void say(Database &db, int number, const QString &content)
    {
        EXPECT_TRUE(
            db.messages()
                .append({idOf(number), QStringLiteral("r1"), QStringLiteral("anna"), content, {}, number})
                .isOk());
    }
    static QString idOf(int number) { return QStringLiteral("m%1").arg(number); }
    static ChangeRequest change(int number)
    {
        return {QStringLiteral("r1"), idOf(number), QStringLiteral("anna"), 1000};
    }
    QStringList found(Database &db, const QString &term)
    {
        QStringList ids;
        const auto page = db.search().search({{QStringLiteral("r1")}, {term}});
        for (const protocol::Message &message : page->messages)
            ids += message.id;
        return ids;
    }
    QStringList faults()
    {
        const auto db = sqliteFactory(m_path)(true);
        return *(*db)->maintenance().faults();
    }
};

//! Not even three letters of it: an index of trigrams would be as good as the text. In a block and behind the
//! last.
TEST_F(SqliteSearched, ofADeletedOrEditedTextNothingIsLeft)
{
    const QString secret = QString::fromUtf8("Qx7 龘龖 jvq");
    const QStringList parts{QStringLiteral("qx7"), QString::fromUtf8("龘"), QString::fromUtf8("龖"),
        QStringLiteral("jvq"), QStringLiteral("Qx7")};
    const auto isLeft = [&] {
        return std::any_of(
            parts.begin(), parts.end(), [this](const QString &part) { return holds(part.toUtf8()); });
    };
    write([this](Database &db) {
        for (int i = 1; i <= 70; ++i)
            say(db, i, QStringLiteral("plain %1").arg(i));
    });
    for (const int number : {3, 70}) {
        write([&](Database &db) { EXPECT_TRUE(db.changes().edit(change(number), secret).isOk()); });
        ASSERT_TRUE(isLeft());
        write([&](Database &db) {
            EXPECT_TRUE(db.changes().edit(change(number), QStringLiteral("plain")).isOk());
            EXPECT_EQ(found(db, parts[0]), QStringList());
        });
        EXPECT_EQ(select(m_path, QStringLiteral("SELECT seq FROM search_texts WHERE folded LIKE '%qx7%'")),
            QStringList());
        write([&](Database &db) { EXPECT_TRUE(db.changes().remove(change(number)).isOk()); });
        EXPECT_FALSE(isLeft()) << number;
    }
    // Nor by what the signature answers: it is that of the texts that are left.
    EXPECT_EQ(faults(), QStringList());
}

TEST_F(SqliteSearched, whatIsStoredAlreadyIsIndexed)
{
    // As the second version left it.
    m_path = m_folder.filePath(QStringLiteral("old.db"));
    for (const char *file : {"0001_initial.sql", "0002_changes.sql"}) {
        QFile migration(QStringLiteral(":/hearth/sqlite/migrations/") + QLatin1String(file));
        ASSERT_TRUE(migration.open(QIODevice::ReadOnly));
        executeAll(m_path, QString::fromUtf8(migration.readAll()));
    }
    executeAll(m_path, QString::fromUtf8(R"(
PRAGMA user_version = 2;
INSERT INTO users VALUES ('anna', 'anna', 'anna', 'Anna', 'owner', 'hash', 1);
INSERT INTO rooms (id, name, name_key, topic, is_private, created_by, created_at, last_seq, activity, change_seq)
    VALUES ('r1', 'Hall', 'hall', '', 0, 'anna', 1, 150, 1, 1);
INSERT INTO members VALUES ('r1', 'anna', 0, 1);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
    INSERT INTO messages (id, room_id, seq, user_id, content, created_at)
    SELECT 'm' || i, 'r1', i, 'anna', 'Straße ' || i, i FROM n;
UPDATE messages SET content = '', change_seq = 1, changed_at = 1000, deleted_at = 1000 WHERE seq = 7;
)"));
    write([this](Database &db) {
        EXPECT_EQ(found(db, QStringLiteral("strasse 7")),
            (QStringList{QStringLiteral("m79"), QStringLiteral("m78"), QStringLiteral("m77"),
                QStringLiteral("m76"), QStringLiteral("m75"), QStringLiteral("m74"), QStringLiteral("m73"),
                QStringLiteral("m72"), QStringLiteral("m71"), QStringLiteral("m70")}));
    });
    EXPECT_EQ(select(m_path, QStringLiteral("SELECT count(*) FROM search_blocks")),
        QStringList{QStringLiteral("2")});
    EXPECT_EQ(faults(), QStringList());
}

TEST_F(SqliteSearched, theCheckSeesAnIndexThatDoesNotAgree)
{
    write([this](Database &db) {
        for (int i = 1; i <= 130; ++i)
            say(db, i, QStringLiteral("Text %1").arg(i));
        EXPECT_TRUE(db.changes().remove(change(5)).isOk());
    });
    auto damages = damagesOf(QStringLiteral("text 129"), 129);
    const QString restored =
        QStringLiteral("INSERT INTO search_texts SELECT room_id, seq, rowid, created_at, '%1' FROM messages "
                       "WHERE seq = %2");
    damages.append({QStringLiteral("DELETE FROM search_texts WHERE seq = 129"),
        restored.arg(QStringLiteral("text 129")).arg(129), QStringLiteral("message m129")});
    damages.append({restored.arg(QStringLiteral("x")).arg(5),
        QStringLiteral("DELETE FROM search_texts WHERE seq = 5"), QStringLiteral("message m5")});
    damages.append({QStringLiteral("UPDATE search_blocks SET signature = x'00' WHERE block = 0"), {},
        QStringLiteral("block 0 ")});
    expectNamed(
        damages, [this](const QString &sql) { execute(m_path, sql); }, [this] { return faults(); });
}

//! A program that knows nothing of ours reads the file, and finds it sound.
TEST_F(SqliteSearched, anybodysSqliteReadsIt)
{
    write([this](Database &db) {
        for (int i = 1; i <= 64; ++i)
            say(db, i, QStringLiteral("Text %1").arg(i));
    });
    EXPECT_EQ(select(m_path, QStringLiteral("PRAGMA integrity_check")), QStringList{QStringLiteral("ok")});
    EXPECT_EQ(select(m_path, QStringLiteral("SELECT m.id FROM search_texts t JOIN messages m "
                                            "ON m.rowid = t.position WHERE instr(t.folded, 'xt 64')")),
        QStringList{QStringLiteral("m64")});
    for (const char *table : {"messages", "search_blocks", "room_views"})
        EXPECT_FALSE(select(m_path, QStringLiteral("SELECT * FROM ") + QLatin1String(table)).isEmpty());
}

} // namespace hearth::test
