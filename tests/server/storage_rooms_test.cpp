#include "tests/server/storage_contract.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::Room;

namespace {

QStringList idsOf(const Result<QList<Room>> &rooms)
{
    QStringList ids;
    for (const Room &room : *rooms)
        ids.append(room.id);
    return ids;
}

} // namespace

TEST_P(StorageContract, publicRoomsHaveUniqueNames)
{
    addUser(u"anna"_qs);
    ASSERT_TRUE(addRoom(u"General"_qs, {u"anna"_qs}).isOk());
    EXPECT_EQ(codeOf(addRoom(u"GENERAL"_qs, {u"anna"_qs})), ErrorCode::NameTaken);
    EXPECT_TRUE(addRoom(u"general"_qs, {u"anna"_qs}, true).isOk()) << "a private one does not tell";
}

TEST_P(StorageContract, roomWithAnUnknownMemberIsNotMade)
{
    addUser(u"anna"_qs);
    EXPECT_EQ(codeOf(addRoom(u"a"_qs, {u"anna"_qs, u"nobody"_qs})), ErrorCode::NotFound);
    EXPECT_TRUE(m_reader->rooms().roomsOf(u"u-anna"_qs)->isEmpty());
}

TEST_P(StorageContract, roomOfTwoExistsOnceAndIsNamedAfterTheOther)
{
    addUser(u"anna"_qs);
    addUser(u"ben"_qs);
    NewRoom direct{u"r1"_qs, {}, {}, true, u"u-anna"_qs, {u"u-ben"_qs}, u"u-anna+u-ben"_qs, 1};
    const auto first = write([&](Database &db) { return db.rooms().createRoom(direct); });
    ASSERT_TRUE(first.isOk());
    EXPECT_EQ(first->name, u"ben"_qs);
    EXPECT_EQ(first->directUserId, u"u-ben"_qs);

    // Ben leaves, and anna's next attempt brings him back into the same room.
    ASSERT_EQ(write([](Database &db) { return db.rooms().removeMember(u"r1"_qs, u"u-ben"_qs); }),
        Result<bool>(true));
    ASSERT_EQ(write([&](Database &db) { return db.rooms().createRoom(direct); })->id, u"r1"_qs);
    direct.id = u"r2"_qs;
    std::swap(direct.createdBy, direct.members[0]);
    const auto second = write([&](Database &db) { return db.rooms().createRoom(direct); });
    ASSERT_TRUE(second.isOk());
    EXPECT_EQ(second->id, u"r1"_qs);
    EXPECT_EQ(second->name, u"anna"_qs);
    EXPECT_EQ(second->directUserId, u"u-anna"_qs);
    EXPECT_EQ(m_reader->rooms().members(u"r1"_qs)->size(), 2);
}

TEST_P(StorageContract, newestActivityComesFirstWhateverTheClockSays)
{
    addUser(u"anna"_qs);
    for (const QString &name : {u"a"_qs, u"b"_qs, u"c"_qs})
        ASSERT_TRUE(addRoom(name, {u"anna"_qs}).isOk());
    EXPECT_EQ(idsOf(m_reader->rooms().roomsOf(u"u-anna"_qs)), (QStringList{u"r-c"_qs, u"r-b"_qs, u"r-a"_qs}));
    ASSERT_TRUE(say(u"c"_qs, u"anna"_qs, u"x"_qs).isOk());
    m_said = -900; // the clock is set back
    ASSERT_TRUE(say(u"a"_qs, u"anna"_qs, u"x"_qs).isOk());
    EXPECT_EQ(idsOf(m_reader->rooms().roomsOf(u"u-anna"_qs)), (QStringList{u"r-a"_qs, u"r-c"_qs, u"r-b"_qs}));
}

TEST_P(StorageContract, accessTellsNothingOfPrivateRooms)
{
    addUser(u"anna"_qs);
    addUser(u"ben"_qs);
    ASSERT_TRUE(addRoom(u"open"_qs, {u"anna"_qs}).isOk());
    ASSERT_TRUE(addRoom(u"closed"_qs, {u"anna"_qs}, true).isOk());
    RoomStore &rooms = m_reader->rooms();
    EXPECT_EQ(rooms.access(u"u-anna"_qs, u"r-open"_qs), Result<RoomAccess>({u"r-open"_qs, true, false}));
    EXPECT_EQ(rooms.access(u"u-anna"_qs, u"r-closed"_qs), Result<RoomAccess>({u"r-closed"_qs, true, true}));
    EXPECT_EQ(rooms.access(u"u-ben"_qs, u"r-open"_qs), Result<RoomAccess>({u"r-open"_qs, false, false}));
    EXPECT_EQ(rooms.access(u"u-ben"_qs, u"r-closed"_qs), rooms.access(u"u-ben"_qs, u"r-nowhere"_qs));
    EXPECT_EQ(rooms.roomFor(u"u-ben"_qs, u"r-closed"_qs), rooms.roomFor(u"u-ben"_qs, u"r-nowhere"_qs));
    EXPECT_EQ(idsOf(rooms.publicRooms(u"u-ben"_qs)), QStringList{u"r-open"_qs});
    EXPECT_TRUE(rooms.publicRooms(u"u-anna"_qs)->isEmpty());
}

TEST_P(StorageContract, membershipIsIdempotentAndStartsAtTheNewestMessage)
{
    addUser(u"anna"_qs);
    addUser(u"ben"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs}).isOk());
    ASSERT_TRUE(say(u"a"_qs, u"anna"_qs, u"before"_qs).isOk());
    const auto join = [](Database &db) { return db.rooms().addMember(u"r-a"_qs, u"u-ben"_qs, 5); };
    const auto leave = [](Database &db) { return db.rooms().removeMember(u"r-a"_qs, u"u-ben"_qs); };
    EXPECT_EQ(write(join), Result<bool>(true));
    EXPECT_EQ(write(join), Result<bool>(false));
    EXPECT_EQ(seenBy(u"ben"_qs, u"a"_qs).unread, 0);
    EXPECT_EQ(m_reader->rooms().members(u"r-a"_qs)->size(), 2);
    EXPECT_EQ(write(leave), Result<bool>(true));
    EXPECT_EQ(write(leave), Result<bool>(false));
    const auto nowhere = write([](Database &db) { return db.rooms().addMember(u"r-x"_qs, u"u-ben"_qs, 5); });
    EXPECT_EQ(codeOf(nowhere), ErrorCode::NotFound);
}

TEST_P(StorageContract, contactsShareARoom)
{
    for (const QString &name : {u"anna"_qs, u"ben"_qs, u"cem"_qs, u"dana"_qs})
        addUser(name);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs, u"ben"_qs}).isOk());
    ASSERT_TRUE(addRoom(u"b"_qs, {u"anna"_qs, u"ben"_qs, u"cem"_qs}).isOk());
    EXPECT_EQ(*m_reader->rooms().contacts(u"u-anna"_qs), (QList<QString>{u"u-ben"_qs, u"u-cem"_qs}));
    EXPECT_TRUE(m_reader->rooms().contacts(u"u-dana"_qs)->isEmpty());
}

TEST_P(StorageContract, readCursorNeverGoesBack)
{
    addUser(u"anna"_qs);
    addUser(u"ben"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs, u"ben"_qs}).isOk());
    ASSERT_TRUE(addRoom(u"other"_qs, {u"anna"_qs}).isOk());
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(say(u"a"_qs, u"anna"_qs, u"x"_qs).isOk()); // m-1 to m-5
    ASSERT_TRUE(say(u"other"_qs, u"anna"_qs, u"x"_qs).isOk()); // m-6

    const auto mark = [this](const Position &upTo) {
        return write([&](Database &db) { return db.rooms().markRead(u"r-a"_qs, u"u-ben"_qs, upTo); });
    };
    EXPECT_EQ(mark({u"m-3"_qs}), Result<qint64>(3));
    EXPECT_EQ(mark({u"m-1"_qs}), Result<qint64>(3));
    EXPECT_EQ(mark({{}, 2}), Result<qint64>(3));
    EXPECT_EQ(mark({{}, 4}), Result<qint64>(4));
    EXPECT_EQ(mark({{}, 0}), Result<qint64>(4));
    EXPECT_EQ(mark({{}, -1}), Result<qint64>(4));
    for (const QString &wrong : {u"m-6"_qs, u"none"_qs})
        EXPECT_EQ(codeOf(mark({wrong})), ErrorCode::NotFound);
    EXPECT_EQ(*m_reader->rooms().state(u"r-a"_qs, u"u-ben"_qs), (RoomState{m_reader->epoch(), 5, 4}));
    EXPECT_EQ(seenBy(u"ben"_qs, u"a"_qs).unread, 1);
    EXPECT_EQ(mark({{}, 99}), Result<qint64>(5)) << "not beyond what is there";
    EXPECT_EQ(codeOf(m_reader->rooms().state(u"r-x"_qs, u"u-ben"_qs)), ErrorCode::AccessDenied);
}

TEST_P(StorageContract, whatOthersReadIsTheFurthestThatOneOfThemRead)
{
    for (const QString &name : {u"anna"_qs, u"ben"_qs, u"cem"_qs, u"dana"_qs})
        addUser(name);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs, u"ben"_qs, u"cem"_qs}).isOk());
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(say(u"a"_qs, u"anna"_qs, u"x"_qs).isOk());
    const auto othersRead = [this](const QString &person) {
        return m_reader->rooms().state(u"r-a"_qs, u"u-"_qs + person)->othersReadSeq;
    };
    const auto mark = [this](const QString &person, qint64 seq) {
        return write([&](Database &db) {
            return db.rooms().markRead(u"r-a"_qs, u"u-"_qs + person, {{}, seq});
        });
    };
    EXPECT_EQ(othersRead(u"anna"_qs), 0);
    ASSERT_TRUE(mark(u"ben"_qs, 2).isOk() && mark(u"cem"_qs, 4).isOk());
    EXPECT_EQ(othersRead(u"anna"_qs), 4);
    EXPECT_EQ(othersRead(u"cem"_qs), 2) << "not one's own";
    ASSERT_TRUE(
        write([](Database &db) { return db.rooms().addMember(u"r-a"_qs, u"u-dana"_qs, 2000); }).isOk());
    EXPECT_EQ(othersRead(u"anna"_qs), 4) << "who has only joined has read nothing";
}

TEST_P(StorageContract, unreadCountsOthersMessagesOnly)
{
    addUser(u"anna"_qs);
    addUser(u"ben"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"anna"_qs, u"ben"_qs}).isOk());
    for (const QString &who : {u"anna"_qs, u"ben"_qs, u"anna"_qs, u"ben"_qs, u"ben"_qs})
        ASSERT_TRUE(say(u"a"_qs, who, u"x"_qs).isOk());
    EXPECT_EQ(seenBy(u"anna"_qs, u"a"_qs).unread, 3);
    EXPECT_EQ(seenBy(u"ben"_qs, u"a"_qs).unread, 2);
    EXPECT_EQ(seenBy(u"ben"_qs, u"a"_qs).lastSeq, 5);
    EXPECT_EQ(seenBy(u"ben"_qs, u"a"_qs).lastAt, 1005);
}

TEST_P(StorageContract, mentionIsAWordThatNamesAMember)
{
    struct Case
    {
        const char *content;
        int anna; //!< mentions of anna
        int dots; //!< mentions of a.b-c
    };
    const Case cases[] = {
        {"hi @anna", 1, 0},
        {"@Anna, look", 1, 0},
        {"(@ANNA)", 1, 0},
        {"@anna.", 1, 0},
        {"@anna...", 1, 0},
        {"@a.b-c.", 0, 1},
        {"@anna @anna", 1, 0},
        {"@anna and @a.b-c", 1, 1},
        {"@room", 1, 1},
        {"@room @anna", 1, 1},
        {"@roommate", 0, 0},
        {"anna", 0, 0},
        {"mail@anna", 0, 0},
        {"x.@anna", 0, 0},
        {"@@anna", 0, 0},
        {"@annabel", 0, 0},
        {"@nobody", 0, 0},
        {"@", 0, 0},
        {"@ anna", 0, 0},
        {"\xe4\xbd\xa0\xe5\xa5\xbd @anna", 1, 0},
    };
    addUser(u"ben"_qs);
    addUser(u"anna"_qs);
    addUser(u"a.b-c"_qs);
    ASSERT_TRUE(addRoom(u"a"_qs, {u"ben"_qs, u"anna"_qs, u"a.b-c"_qs}).isOk());
    int anna = 0;
    int dots = 0;
    for (const Case &c : cases) {
        ASSERT_TRUE(say(u"a"_qs, u"ben"_qs, QString::fromUtf8(c.content)).isOk());
        EXPECT_EQ(seenBy(u"anna"_qs, u"a"_qs).mentions, anna += c.anna) << c.content;
        EXPECT_EQ(seenBy(u"a.b-c"_qs, u"a"_qs).mentions, dots += c.dots) << c.content;
    }
    EXPECT_EQ(seenBy(u"ben"_qs, u"a"_qs).mentions, 0) << "nobody calls himself";
    const auto last = std::size(cases);
    ASSERT_TRUE(write([&](Database &db) {
        return db.rooms().markRead(u"r-a"_qs, u"u-anna"_qs, {{}, last});
    }).isOk());
    EXPECT_EQ(seenBy(u"anna"_qs, u"a"_qs).mentions, 0);
}

} // namespace hearth::test
