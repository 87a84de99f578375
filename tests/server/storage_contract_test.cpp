// What every backend of the storage must do; a backend joins by its factory.
#include "server/storage/sqlite/sqlitedatabase.h"

#include <QTemporaryDir>

namespace hearth::server {
namespace {

class StorageContract : public testing::Test
{
protected:
    void SetUp() override
    {
        auto opened = sqliteFactory(m_folder.filePath(QStringLiteral("hearth.db")))(true);
        ASSERT_TRUE(opened.isOk());
        db = *std::move(opened);
        ASSERT_TRUE(db->begin().isOk());
        anna = user("Anna");
        ben = user("ben");
        room = *db->rooms().createRoom({"r1", "Hall", {}, false, anna, {ben}, {}, 1});
    }

    QString user(const char *name)
    {
        const QString text = QString::fromLatin1(name);
        return db->accounts().createUser({{"u-" + text, text, text, protocol::Role::Member}, "hash", 1})->id;
    }

    Result<Appended> say(const QString &who, const char *text, const QString &clientId = {}, qint64 at = 5)
    {
        static int n = 0;
        return db->messages().append(
            {QStringLiteral("m%1").arg(++n), room.id, who, QString::fromUtf8(text), clientId, at});
    }

    protocol::Room seenBy(const QString &who) { return *db->rooms().roomFor(who, room.id); }

    QTemporaryDir m_folder;
    std::unique_ptr<Database> db;
    QString anna, ben;
    protocol::Room room;
};

TEST_F(StorageContract, TheFirstAccountIsTheOwnerAndNamesAreUniqueWithoutCase)
{
    EXPECT_EQ(db->accounts().userById(anna)->role, protocol::Role::Owner);
    EXPECT_EQ(db->accounts().userById(ben)->role, protocol::Role::Member);
    const auto again = db->accounts().createUser({{"u9", "ANNA", {}, protocol::Role::Member}, "h", 1});
    ASSERT_FALSE(again.isOk());
    EXPECT_EQ(again.error().code, ErrorCode::NameTaken);
    EXPECT_EQ(db->accounts().userByName("aNNa")->user.id, anna);
}

TEST_F(StorageContract, SeqHasNoHolesAlsoAfterARollback)
{
    EXPECT_EQ(say(anna, "one")->message.seq, 1);
    ASSERT_TRUE(db->savepoint().isOk());
    EXPECT_EQ(say(anna, "lost")->message.seq, 2);
    db->rollbackToSavepoint();
    EXPECT_EQ(say(ben, "two")->message.seq, 2);
    // A clock that was set back changes nothing in the order.
    EXPECT_EQ(say(ben, "three", {}, 1)->message.seq, 3);
    QStringList texts;
    for (const auto &message : *db->messages().history({room.id, {}, {}, 100}))
        texts += message.content;
    EXPECT_EQ(texts, QStringList({"one", "two", "three"}));
}

TEST_F(StorageContract, TheSameClientIdIsStoredOnce)
{
    const auto first = say(anna, "hello", "c1");
    const auto again = say(anna, "hello", "c1");
    EXPECT_TRUE(first->isNew);
    EXPECT_FALSE(again->isNew);
    EXPECT_EQ(first->message, again->message);
    EXPECT_TRUE(say(ben, "hello", "c1")->isNew) << "another person's clientId is another one";
    const auto other = *db->rooms().createRoom({"r2", "Other", {}, false, anna, {}, {}, 1});
    const auto elsewhere = db->messages().append({"m-x", other.id, anna, "hello", "c1", 1});
    EXPECT_FALSE(elsewhere.isOk());
}

TEST_F(StorageContract, UnreadAndMentionsFollowTheCursorWhichNeverGoesBack)
{
    for (const char *text : {"hi", "@ben look", "mail@ben.example", "@room all", "@BEN."})
        ASSERT_TRUE(say(anna, text).isOk());
    ASSERT_TRUE(say(ben, "I see").isOk());
    EXPECT_EQ(seenBy(ben).unread, 5);
    EXPECT_EQ(seenBy(ben).mentions, 3);
    EXPECT_EQ(seenBy(anna).unread, 1);
    EXPECT_EQ(*db->rooms().markRead(room.id, ben, {{}, 4}), 4);
    EXPECT_EQ(seenBy(ben).unread, 1);
    EXPECT_EQ(seenBy(ben).mentions, 1);
    EXPECT_EQ(*db->rooms().markRead(room.id, ben, {{}, 2}), 4);
    EXPECT_EQ(*db->rooms().markRead(room.id, ben, {{}, 9999}), 6) << "not beyond what is there";
    EXPECT_FALSE(db->rooms().markRead(room.id, ben, {"m-none", 0}).isOk());
}

TEST_F(StorageContract, AStrangerCannotTellAPrivateRoomFromNone)
{
    const QString cleo = user("cleo");
    ASSERT_TRUE(db->rooms().createRoom({"r3", "Secret", {}, true, anna, {}, {}, 1}).isOk());
    EXPECT_EQ(db->rooms().access(cleo, "r3").error(), db->rooms().access(cleo, "r-none").error());
    EXPECT_TRUE(db->rooms().access(cleo, room.id).isOk());
    EXPECT_FALSE(db->rooms().access(cleo, room.id)->isMember);
    EXPECT_TRUE(*db->rooms().removeMember(room.id, ben));
    EXPECT_FALSE(*db->rooms().removeMember(room.id, ben));
}

TEST_F(StorageContract, ARoomOfTwoExistsOnceAndBearsTheOthersName)
{
    const NewRoom two{"r4", {}, {}, true, anna, {ben}, anna + "+" + ben, 1};
    EXPECT_EQ(db->rooms().createRoom(two)->name, "ben");
    NewRoom again = two;
    again.id = "r5";
    again.createdBy = ben;
    EXPECT_EQ(db->rooms().createRoom(again)->id, "r4");
    EXPECT_EQ(db->rooms().roomFor(ben, "r4")->name, "Anna");
}

TEST_F(StorageContract, AnInviteIsUsedUp)
{
    ASSERT_TRUE(db->accounts().addInvite({"hash", anna, protocol::Role::Guest, 1, 100}).isOk());
    EXPECT_FALSE(db->accounts().redeemInvite("hash", 100).isOk()) << "expired";
    EXPECT_EQ(db->accounts().redeemInvite("hash", 99)->role, protocol::Role::Guest);
    EXPECT_FALSE(db->accounts().redeemInvite("hash", 99).isOk()) << "used up";
}

TEST_F(StorageContract, ATokenIsRevoked)
{
    ASSERT_TRUE(db->accounts().addToken("t", anna, 1).isOk());
    EXPECT_EQ(db->accounts().userByToken("t")->id, anna);
    ASSERT_TRUE(db->accounts().revokeToken("t").isOk());
    EXPECT_EQ(db->accounts().userByToken("t").error().code, ErrorCode::Unauthorized);
}

} // namespace
} // namespace hearth::server
