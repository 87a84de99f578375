#include "app/store/store.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

namespace hearth::app {
namespace {

const auto room = QStringLiteral("r1");
const auto me = QStringLiteral("u1");
const auto other = QStringLiteral("u2");

protocol::Message message(qint64 seq, const QString &from = other, const QString &text = QStringLiteral("hi"))
{
    protocol::Message out;
    out.id = QStringLiteral("m%1").arg(seq);
    out.seq = seq;
    out.roomId = room;
    out.userId = out.username = from;
    out.content = text;
    out.createdAt = 1'000 * seq;
    return out;
}

class StoreTest : public testing::Test
{
protected:
    void SetUp() override
    {
        protocol::Room r;
        r.id = room;
        r.name = QStringLiteral("General");
        store.setRooms({r});
    }
    void save(qint64 from, qint64 to)
    {
        QList<protocol::Message> all;
        for (qint64 seq = from; seq <= to; ++seq)
            all += message(seq);
        store.saveMessages(all);
    }
    QList<qint64> seqs(const QList<protocol::Message> &page)
    {
        QList<qint64> out;
        for (const auto &each : page)
            out += each.seq;
        return out;
    }

    std::unique_ptr<Database> database = *Database::open(QStringLiteral(":memory:"));
    Store store{*database, {me, QStringLiteral("anna")}};
};

TEST_F(StoreTest, TheCursorStopsAtAHoleAndGoesOnOnceItIsFilled)
{
    save(1, 3);
    save(6, 7);
    EXPECT_EQ(store.room(room)->cursor, 3);
    EXPECT_EQ(store.room(room)->lastSeq, 7);
    EXPECT_EQ(seqs(store.newest(room, 50)), (QList<qint64>{7, 6}));
    save(4, 5);
    EXPECT_EQ(store.room(room)->cursor, 7);
    EXPECT_EQ(store.newest(room, 50).size(), 7);
}

TEST(StoreFile, AFileOfTheFirstVersionIsMigratedWithWhatItHolds)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("old.db"));
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("old"));
        db.setDatabaseName(path);
        ASSERT_TRUE(db.open());
        QFile schema(QStringLiteral(":/hearth/sql/schema1.sql"));
        ASSERT_TRUE(schema.open(QIODevice::ReadOnly));
        QSqlQuery query(db);
        for (const QString &each : QString::fromUtf8(schema.readAll()).split(QLatin1Char(';')))
            EXPECT_TRUE(each.trimmed().isEmpty() || query.exec(each));
        EXPECT_TRUE(query.exec(QStringLiteral(
            "INSERT INTO rooms VALUES ('r1', 'General', '', 0, '', 'e1', 9, 9, 4, 0, 9, 4, 5, 0)")));
        EXPECT_TRUE(query.exec(QStringLiteral("PRAGMA user_version = 1")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("old"));
    auto opened = Database::open(path);
    ASSERT_TRUE(opened);
    const Store store(**opened, {me, QStringLiteral("anna")});
    ASSERT_TRUE(store.room(room));
    EXPECT_EQ(store.room(room)->readSeq, 4);
    EXPECT_EQ(store.room(room)->othersRead, 0);
}

TEST_F(StoreTest, WhatBecameOfAMessageIsKept)
{
    save(1, 3);
    protocol::Message changed = message(2, other, QStringLiteral("hello"));
    changed.replyTo = QStringLiteral("m1");
    changed.editedAt = 9'000;
    changed.pinnedAt = 9'500;
    changed.reactions = {{QStringLiteral("\U0001F44D"), {me, other}}, {QStringLiteral("ok"), {other}}};
    EXPECT_EQ(store.updateMessages({changed, message(7)}), QList<protocol::Message>{changed})
        << "what is not stored is not known";
    EXPECT_EQ(store.message(QStringLiteral("m2")), changed);
    EXPECT_EQ(store.newest(room, 2).at(1), changed);
    EXPECT_FALSE(store.message(QStringLiteral("m7")));

    EXPECT_EQ(store.room(room)->unread, 3);
    protocol::Message gone = message(3, other, {});
    gone.deleted = true;
    store.updateMessages({gone});
    EXPECT_EQ(store.message(QStringLiteral("m3")), gone);
    EXPECT_EQ(store.room(room)->unread, 2) << "nobody waits to read nothing";
}

TEST_F(StoreTest, TheLastKnownChangeNeverGoesBackButEndsWithTheEpoch)
{
    store.setEpoch(room, QStringLiteral("e1"));
    store.setChangeSeq(room, 4);
    store.setChangeSeq(room, 2);
    EXPECT_EQ(store.room(room)->changeSeq, 4);
    store.setEpoch(room, QStringLiteral("e2"));
    EXPECT_EQ(store.room(room)->changeSeq, 0);
}

TEST_F(StoreTest, WhatOthersReadNeverGoesBackButEndsWithTheEpoch)
{
    save(1, 5);
    store.setEpoch(room, QStringLiteral("e1"));
    store.setOthersRead(room, 4);
    store.setOthersRead(room, 2);
    EXPECT_EQ(store.room(room)->othersRead, 4);
    EXPECT_EQ(store.room(room)->readSeq, 0);
    store.setEpoch(room, QStringLiteral("e2"));
    EXPECT_EQ(store.room(room)->othersRead, 0);
}

TEST_F(StoreTest, APageKnowsWhatWasDeleted)
{
    save(9, 10);
    EXPECT_EQ(seqs(store.page(room, 9, 50)), QList<qint64>{});
    store.savePage(room, 9, {message(2), message(5), message(6)}, true);
    EXPECT_EQ(seqs(store.page(room, 9, 50)), (QList<qint64>{6, 5, 2}));
    EXPECT_EQ(seqs(store.page(room, 9, 2)), (QList<qint64>{6, 5}));
    EXPECT_TRUE(store.has(room, 1));
    EXPECT_EQ(seqs(store.newest(room, 50)), (QList<qint64>{10, 9, 6, 5, 2}));
}

TEST_F(StoreTest, UnreadIsComputedFromTheCursor)
{
    QList<protocol::Message> all{
        message(1), message(2, me), message(3, other, QStringLiteral("hey @Anna!")), message(4)};
    store.saveMessages(all);
    EXPECT_EQ(store.room(room)->unread, 3);
    EXPECT_EQ(store.room(room)->mentions, 1);
    store.setReadSeq(room, 3);
    EXPECT_EQ(store.room(room)->unread, 1);
    EXPECT_EQ(store.room(room)->mentions, 0);
    store.setReadSeq(room, 1);
    EXPECT_EQ(store.room(room)->unread, 1) << "the cursor never goes back";
}

TEST_F(StoreTest, TheServersCountStandsForWhatIsNotStored)
{
    protocol::Room r;
    r.id = room;
    r.name = QStringLiteral("General");
    r.lastSeq = 1'000;
    r.readSeq = 100;
    r.unread = 800;
    store.saveRoom(r);
    store.savePage(room, 1'001, {message(999), message(1'000)}, false);
    EXPECT_EQ(store.room(room)->unread, 800);
    save(1'001, 1'002);
    EXPECT_EQ(store.room(room)->unread, 802);
}

TEST_F(StoreTest, AnotherEpochForgetsTheRoom)
{
    EXPECT_FALSE(store.setEpoch(room, QStringLiteral("e1")));
    save(1, 3);
    EXPECT_FALSE(store.setEpoch(room, QStringLiteral("e1")));
    EXPECT_TRUE(store.setEpoch(room, QStringLiteral("e2")));
    EXPECT_TRUE(store.newest(room, 50).isEmpty());
    EXPECT_EQ(store.room(room)->cursor, 0);
}

TEST_F(StoreTest, ARoomThatIsGoneIsForgotten)
{
    save(1, 2);
    EXPECT_EQ(store.setRooms({}), QStringList{room});
    EXPECT_TRUE(store.rooms().isEmpty());
    EXPECT_TRUE(store.newest(room, 50).isEmpty());
}

TEST_F(StoreTest, KeepsPeopleDraftsAndSettings)
{
    store.setMembers(
        room, {{me, QStringLiteral("anna"), protocol::Presence::Online, QStringLiteral("Anna K.")},
                  {other, QStringLiteral("ben"), protocol::Presence::Away, {}}});
    ASSERT_EQ(store.members(room).size(), 2);
    EXPECT_EQ(store.members(room).at(0).displayName, QStringLiteral("Anna K."));
    EXPECT_EQ(store.members(room).at(1).displayName, QStringLiteral("ben"));
    store.setDraft(room, QStringLiteral("half a"));
    EXPECT_EQ(store.draft(room), QStringLiteral("half a"));
    EXPECT_EQ(store.roomsWithDraft(), QStringList{room});
    store.setDraft(room, {});
    EXPECT_TRUE(store.roomsWithDraft().isEmpty());
    store.setSetting(QStringLiteral("k"), QStringLiteral("v"));
    EXPECT_EQ(store.setting(QStringLiteral("k")), QStringLiteral("v"));
}

TEST_F(StoreTest, AHundredThousandMessagesPageFast)
{
    save(1, 100'000);
    QElapsedTimer timer;
    timer.start();
    EXPECT_EQ(store.newest(room, 50).size(), 50);
    EXPECT_EQ(store.page(room, 50'000, 50).first().seq, 49'999);
    EXPECT_LT(timer.elapsed(), 50);
}

TEST(Mentions, NameAPersonARoomOrWhoIsHere)
{
    for (const char *text : {"@anna", "hi @ANNA.", "@room now", "(@here)"})
        EXPECT_TRUE(mentions(QString::fromLatin1(text), QStringLiteral("anna"))) << text;
    for (const char *text : {"anna", "@annabel", "mail@anna", "@ anna", "@roomy", ""})
        EXPECT_FALSE(mentions(QString::fromLatin1(text), QStringLiteral("anna"))) << text;
}

//! Each statement of store.sql that reads messages, and how SQLite goes about it.
QHash<QString, QString> plansOf(const QSqlDatabase &db)
{
    QFile file(QStringLiteral(":/hearth/sql/store.sql"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    static const QRegularExpression statement(QStringLiteral("-- name: (\\S+)\n([^;]*);"));
    static const QRegularExpression parameter(QStringLiteral("\\?|:\\w+"));
    QHash<QString, QString> plans;
    for (const auto &each : statement.globalMatch(QString::fromUtf8(file.readAll()))) {
        const QString sql = each.captured(2);
        if (!sql.startsWith(u"SELECT") || !sql.contains(u"FROM messages"))
            continue;
        QSqlQuery query(db);
        EXPECT_TRUE(query.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + sql)) << qPrintable(sql);
        for (const auto &found : parameter.globalMatch(sql)) {
            if (found.captured() == u"?")
                query.addBindValue(QString());
            else
                query.bindValue(found.captured(), QString());
        }
        EXPECT_TRUE(query.exec()) << qPrintable(sql);
        while (query.next())
            plans[each.captured(1)] += query.value(3).toString() + QLatin1Char('\n');
    }
    return plans;
}

TEST(StorePlans, NoneReadsAWholeRoom)
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("store.db"));
    ASSERT_TRUE(Database::open(file));
    const auto name = QStringLiteral("plans");
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        db.setDatabaseName(file);
        ASSERT_TRUE(db.open());
        auto plans = plansOf(db);
        EXPECT_EQ(plans.take(QStringLiteral("store.newest_seq")),
            QStringLiteral("SEARCH messages USING PRIMARY KEY (room_id=?)\n"))
            << "which takes the last only";
        EXPECT_GE(plans.size(), 8);
        static const QRegularExpression whole(
            QStringLiteral("SCAN m|PRIMARY KEY \\(room_id=\\?\\)$"), QRegularExpression::MultilineOption);
        for (auto it = plans.cbegin(); it != plans.cend(); ++it)
            EXPECT_FALSE(it->contains(whole)) << qPrintable(it.key()) << ":\n" << qPrintable(*it);
    }
    QSqlDatabase::removeDatabase(name);
}

} // namespace
} // namespace hearth::app
