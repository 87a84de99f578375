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
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("General"), {QStringLiteral("anna")}).isOk());
    EXPECT_EQ(codeOf(addRoom(QStringLiteral("GENERAL"), {QStringLiteral("anna")})), ErrorCode::NameTaken);
    EXPECT_TRUE(addRoom(QStringLiteral("general"), {QStringLiteral("anna")}, true).isOk())
        << "a private one does not tell";
}

TEST_P(StorageContract, roomWithAnUnknownMemberIsNotMade)
{
    addUser(QStringLiteral("anna"));
    EXPECT_EQ(codeOf(addRoom(QStringLiteral("a"), {QStringLiteral("anna"), QStringLiteral("nobody")})),
        ErrorCode::NotFound);
    EXPECT_TRUE(m_reader->rooms().roomsOf(QStringLiteral("u-anna"))->isEmpty());
}

TEST_P(StorageContract, roomOfTwoExistsOnceAndIsNamedAfterTheOther)
{
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("ben"));
    NewRoom direct{QStringLiteral("r1"), {}, {}, true, QStringLiteral("u-anna"), {QStringLiteral("u-ben")},
        QStringLiteral("u-anna+u-ben"), 1};
    const auto first = write([&](Database &db) { return db.rooms().createRoom(direct); });
    ASSERT_TRUE(first.isOk());
    EXPECT_EQ(first->name, QStringLiteral("ben"));
    EXPECT_EQ(first->directUserId, QStringLiteral("u-ben"));

    // Ben leaves, and anna's next attempt brings him back into the same room.
    ASSERT_EQ(write([](Database &db) {
        return db.rooms().removeMember(QStringLiteral("r1"), QStringLiteral("u-ben"));
    }),
        Result(Departure{true, {}}));
    ASSERT_EQ(write([&](Database &db) { return db.rooms().createRoom(direct); })->id, QStringLiteral("r1"));
    direct.id = QStringLiteral("r2");
    std::swap(direct.createdBy, direct.members[0]);
    const auto second = write([&](Database &db) { return db.rooms().createRoom(direct); });
    ASSERT_TRUE(second.isOk());
    EXPECT_EQ(second->id, QStringLiteral("r1"));
    EXPECT_EQ(second->name, QStringLiteral("anna"));
    EXPECT_EQ(second->directUserId, QStringLiteral("u-anna"));
    EXPECT_EQ(m_reader->rooms().members(QStringLiteral("r1"))->size(), 2);
}

TEST_P(StorageContract, newestActivityComesFirstWhateverTheClockSays)
{
    addUser(QStringLiteral("anna"));
    for (const QString &name : {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")})
        ASSERT_TRUE(addRoom(name, {QStringLiteral("anna")}).isOk());
    EXPECT_EQ(idsOf(m_reader->rooms().roomsOf(QStringLiteral("u-anna"))),
        (QStringList{QStringLiteral("r-c"), QStringLiteral("r-b"), QStringLiteral("r-a")}));
    ASSERT_TRUE(say(QStringLiteral("c"), QStringLiteral("anna"), QStringLiteral("x")).isOk());
    m_said = -900; // the clock is set back
    ASSERT_TRUE(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x")).isOk());
    EXPECT_EQ(idsOf(m_reader->rooms().roomsOf(QStringLiteral("u-anna"))),
        (QStringList{QStringLiteral("r-a"), QStringLiteral("r-c"), QStringLiteral("r-b")}));
}

TEST_P(StorageContract, accessTellsNothingOfPrivateRooms)
{
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("ben"));
    ASSERT_TRUE(addRoom(QStringLiteral("open"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("closed"), {QStringLiteral("anna")}, true).isOk());
    RoomStore &rooms = m_reader->rooms();
    using protocol::Role;
    EXPECT_EQ(rooms.access(QStringLiteral("u-anna"), QStringLiteral("r-open")),
        Result<RoomAccess>({QStringLiteral("r-open"), true, false, false, false, Role::Owner, Role::Owner}));
    EXPECT_EQ(rooms.access(QStringLiteral("u-anna"), QStringLiteral("r-closed")),
        Result<RoomAccess>({QStringLiteral("r-closed"), true, true, false, false, Role::Owner, Role::Owner}));
    EXPECT_EQ(rooms.access(QStringLiteral("u-ben"), QStringLiteral("r-open")),
        Result<RoomAccess>(
            {QStringLiteral("r-open"), false, false, false, false, Role::Guest, Role::Member}));
    EXPECT_EQ(rooms.access(QStringLiteral("u-ben"), QStringLiteral("r-closed")),
        rooms.access(QStringLiteral("u-ben"), QStringLiteral("r-nowhere")));
    EXPECT_EQ(rooms.roomFor(QStringLiteral("u-ben"), QStringLiteral("r-closed")),
        rooms.roomFor(QStringLiteral("u-ben"), QStringLiteral("r-nowhere")));
    EXPECT_EQ(idsOf(rooms.publicRooms(QStringLiteral("u-ben"))), QStringList{QStringLiteral("r-open")});
    EXPECT_TRUE(rooms.publicRooms(QStringLiteral("u-anna"))->isEmpty());
}

TEST_P(StorageContract, aGuestOfTheServerSeesOnlyTheirOwnRooms)
{
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("gus"));
    const QString gus = QStringLiteral("u-gus");
    ASSERT_TRUE(
        write([&](Database &db) { return db.accounts().setRole(gus, protocol::Role::Guest); }).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("open"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("own"), {QStringLiteral("anna"), QStringLiteral("gus")}).isOk());
    RoomStore &rooms = m_reader->rooms();
    EXPECT_TRUE(rooms.publicRooms(gus)->isEmpty());
    EXPECT_EQ(rooms.access(gus, QStringLiteral("r-open")), rooms.access(gus, QStringLiteral("r-nowhere")));
    EXPECT_TRUE(rooms.access(gus, QStringLiteral("r-own"))->isMember);
}

TEST_P(StorageContract, aRoomIsNeverLeftWithoutAnOwner)
{
    using protocol::Role;
    for (const char *person : {"anna", "ben", "cleo"})
        addUser(QString::fromLatin1(person));
    ASSERT_TRUE(
        addRoom(QStringLiteral("a"), {QStringLiteral("anna"), QStringLiteral("ben"), QStringLiteral("cleo")})
            .isOk());
    const QString room = QStringLiteral("r-a");
    const auto role = [&](const char *person) {
        return m_reader->rooms().member(room, QStringLiteral("u-") + QLatin1String(person))->role;
    };
    const auto leave = [&](const char *person) {
        return write([&](Database &db) {
            return db.rooms().removeMember(room, QStringLiteral("u-") + QLatin1String(person));
        });
    };
    EXPECT_EQ(role("anna"), Role::Owner);
    EXPECT_EQ(role("ben"), Role::Member);
    ASSERT_TRUE(write([&](Database &db) {
        return db.rooms().setMemberRole(room, QStringLiteral("u-cleo"), Role::Admin);
    }).isOk());
    EXPECT_EQ(leave("anna")->heir->user.id, QStringLiteral("u-cleo"));
    EXPECT_EQ(role("cleo"), Role::Owner) << "an admin before those who have been there longer";
    EXPECT_EQ(leave("cleo")->heir->role, Role::Owner);
    EXPECT_EQ(role("ben"), Role::Owner);
    EXPECT_EQ(leave("ben"), Result(Departure{true, {}}));
    EXPECT_EQ(leave("ben"), Result(Departure{}));
    EXPECT_EQ(codeOf(write([&](Database &db) {
        return db.rooms().setMemberRole(room, QStringLiteral("u-ben"), Role::Admin);
    })),
        ErrorCode::NotFound);
}

TEST_P(StorageContract, aRoomIsChangedInParts)
{
    addUser(QStringLiteral("anna"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("b"), {QStringLiteral("anna")}).isOk());
    const auto change = [&](const RoomChange &wanted) {
        return write([&](Database &db) { return db.rooms().changeRoom(QStringLiteral("r-a"), wanted); });
    };
    const auto now = [&] { return seenBy(QStringLiteral("anna"), QStringLiteral("a")); };
    EXPECT_EQ(change({{}, QStringLiteral("Topic"), {}, {}}), Result<bool>(true));
    EXPECT_EQ(change({{}, QStringLiteral("Topic"), {}, {}}), Result<bool>(false));
    EXPECT_EQ(now().name, QStringLiteral("a"));
    EXPECT_EQ(now().topic, QStringLiteral("Topic"));
    EXPECT_EQ(codeOf(change({QStringLiteral("B"), {}, {}, {}})), ErrorCode::NameTaken);
    EXPECT_EQ(change({QStringLiteral("A"), {}, {}, {}}), Result<bool>(true)) << "one's own name, in capitals";
    EXPECT_EQ(change({QStringLiteral("b"), {}, true, {}}), Result<bool>(true))
        << "a private room may be called so";
    EXPECT_EQ(codeOf(change({{}, {}, false, {}})), ErrorCode::NameTaken) << "but not become public";
    EXPECT_EQ(change({{}, {}, {}, 77}), Result<bool>(true));
    EXPECT_EQ(now().archivedAt, 77);
    EXPECT_EQ(change({{}, {}, {}, 0}), Result<bool>(true));
    EXPECT_FALSE(now().archivedAt);
}

TEST_P(StorageContract, whoHasReadAMessageUnlessTheyKeepItToThemselves)
{
    for (const char *person : {"anna", "ben", "cleo"})
        addUser(QString::fromLatin1(person));
    ASSERT_TRUE(
        addRoom(QStringLiteral("a"), {QStringLiteral("anna"), QStringLiteral("ben"), QStringLiteral("cleo")})
            .isOk());
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("hi")).isOk());
    const QString room = QStringLiteral("r-a");
    const auto readers = [&](qint64 seq) {
        QStringList names;
        const auto found = m_reader->rooms().readersOf(room, {{}, seq});
        for (const RoomMember &each : *found)
            names += each.user.username;
        return names;
    };
    const auto read = [&](const char *person, qint64 seq) {
        ASSERT_TRUE(write([&](Database &db) {
            return db.rooms().markRead(room, QStringLiteral("u-") + QLatin1String(person), {{}, seq});
        }).isOk());
    };
    EXPECT_EQ(readers(1), QStringList());
    read("ben", 2);
    read("cleo", 3);
    read("anna", 3);
    EXPECT_EQ(readers(1), (QStringList{QStringLiteral("ben"), QStringLiteral("cleo")}));
    EXPECT_EQ(readers(3), QStringList{QStringLiteral("cleo")});
    ASSERT_TRUE(write([&](Database &db) {
        return db.accounts().setSharesReads(QStringLiteral("u-cleo"), false);
    }).isOk());
    EXPECT_EQ(readers(3), QStringList());
    EXPECT_EQ(m_reader->rooms().state(room, QStringLiteral("u-anna"))->othersReadSeq, 2);
    EXPECT_EQ(m_reader->rooms().state(room, QStringLiteral("u-cleo"))->readSeq, 3)
        << "their own count stands";
}

TEST_P(StorageContract, membershipIsIdempotentAndStartsAtTheNewestMessage)
{
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("ben"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna")}).isOk());
    ASSERT_TRUE(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("before")).isOk());
    const auto join = [](Database &db) {
        return db.rooms().addMember(QStringLiteral("r-a"), QStringLiteral("u-ben"), 5);
    };
    const auto leave = [](Database &db) {
        return db.rooms().removeMember(QStringLiteral("r-a"), QStringLiteral("u-ben"));
    };
    EXPECT_EQ(write(join), Result<bool>(true));
    EXPECT_EQ(write(join), Result<bool>(false));
    EXPECT_EQ(seenBy(QStringLiteral("ben"), QStringLiteral("a")).unread, 0);
    EXPECT_EQ(m_reader->rooms().members(QStringLiteral("r-a"))->size(), 2);
    EXPECT_TRUE(write(leave)->isNew);
    EXPECT_FALSE(write(leave)->isNew);
    const auto nowhere = write(
        [](Database &db) { return db.rooms().addMember(QStringLiteral("r-x"), QStringLiteral("u-ben"), 5); });
    EXPECT_EQ(codeOf(nowhere), ErrorCode::NotFound);
}

TEST_P(StorageContract, whoSpeaksForSomethingElseIsNoPerson)
{
    addUser(QStringLiteral("anna"));
    const UserRecord bot{
        {QStringLiteral("u-bot"), QStringLiteral("bot"), QStringLiteral("Bot"), protocol::Role::Member}, {},
        1};
    ASSERT_TRUE(write([&](Database &db) { return db.accounts().createUser(bot); }).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna"), QStringLiteral("bot")}).isOk());
    ASSERT_EQ(m_reader->rooms().members(QStringLiteral("r-a"))->size(), 1);
    EXPECT_EQ(m_reader->rooms().rooms()->first().members, 1);
    EXPECT_TRUE(m_reader->rooms().contacts(QStringLiteral("u-anna"))->isEmpty());
    EXPECT_TRUE(m_reader->rooms().access(QStringLiteral("u-bot"), QStringLiteral("r-a"))->isMember);
    EXPECT_TRUE(say(QStringLiteral("a"), QStringLiteral("bot"), QStringLiteral("x")).isOk());
    const auto left = write([&](Database &db) {
        return db.rooms().removeMember(QStringLiteral("r-a"), QStringLiteral("u-anna"));
    });
    ASSERT_TRUE(left.isOk());
    EXPECT_FALSE(left->heir) << "nobody is left to own it";
}

TEST_P(StorageContract, contactsShareARoom)
{
    for (const QString &name :
        {QStringLiteral("anna"), QStringLiteral("ben"), QStringLiteral("cem"), QStringLiteral("dana")})
        addUser(name);
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna"), QStringLiteral("ben")}).isOk());
    ASSERT_TRUE(
        addRoom(QStringLiteral("b"), {QStringLiteral("anna"), QStringLiteral("ben"), QStringLiteral("cem")})
            .isOk());
    EXPECT_EQ(*m_reader->rooms().contacts(QStringLiteral("u-anna")),
        (QList<QString>{QStringLiteral("u-ben"), QStringLiteral("u-cem")}));
    EXPECT_TRUE(m_reader->rooms().contacts(QStringLiteral("u-dana"))->isEmpty());
}

TEST_P(StorageContract, readCursorNeverGoesBack)
{
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("ben"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna"), QStringLiteral("ben")}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("other"), {QStringLiteral("anna")}).isOk());
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(
            say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x")).isOk()); // m-1 to m-5
    ASSERT_TRUE(say(QStringLiteral("other"), QStringLiteral("anna"), QStringLiteral("x")).isOk()); // m-6

    const auto mark = [this](const Position &upTo) {
        return write([&](Database &db) {
            return db.rooms().markRead(QStringLiteral("r-a"), QStringLiteral("u-ben"), upTo);
        });
    };
    EXPECT_EQ(mark({QStringLiteral("m-3")}), Result<ReadMark>({3, true}));
    EXPECT_EQ(mark({QStringLiteral("m-1")}), Result<ReadMark>({3, false}));
    EXPECT_EQ(mark({{}, 2}), Result<ReadMark>({3, false}));
    EXPECT_EQ(mark({{}, 4}), Result<ReadMark>({4, true}));
    EXPECT_EQ(mark({{}, 0}), Result<ReadMark>({4, false}));
    EXPECT_EQ(mark({{}, -1}), Result<ReadMark>({4, false}));
    for (const QString &wrong : {QStringLiteral("m-6"), QStringLiteral("none")})
        EXPECT_EQ(codeOf(mark({wrong})), ErrorCode::NotFound);
    const auto state = m_reader->rooms().state(QStringLiteral("r-a"), QStringLiteral("u-ben"));
    EXPECT_EQ(*state, (RoomState{m_reader->epoch(), 5, 4, 0, 0, state->readCount}));
    EXPECT_EQ(seenBy(QStringLiteral("ben"), QStringLiteral("a")).unread, 1);
    EXPECT_EQ(mark({{}, 99}), Result<ReadMark>({5, true})) << "not beyond what is there";
    EXPECT_EQ(codeOf(m_reader->rooms().state(QStringLiteral("r-x"), QStringLiteral("u-ben"))),
        ErrorCode::AccessDenied);
}

TEST_P(StorageContract, whatOthersReadIsTheFurthestThatOneOfThemRead)
{
    for (const QString &name :
        {QStringLiteral("anna"), QStringLiteral("ben"), QStringLiteral("cem"), QStringLiteral("dana")})
        addUser(name);
    ASSERT_TRUE(
        addRoom(QStringLiteral("a"), {QStringLiteral("anna"), QStringLiteral("ben"), QStringLiteral("cem")})
            .isOk());
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(say(QStringLiteral("a"), QStringLiteral("anna"), QStringLiteral("x")).isOk());
    const auto othersRead = [this](const QString &person) {
        return m_reader->rooms().state(QStringLiteral("r-a"), QStringLiteral("u-") + person)->othersReadSeq;
    };
    const auto mark = [this](const QString &person, qint64 seq) {
        return write([&](Database &db) {
            return db.rooms().markRead(QStringLiteral("r-a"), QStringLiteral("u-") + person, {{}, seq});
        });
    };
    EXPECT_EQ(othersRead(QStringLiteral("anna")), 0);
    ASSERT_TRUE(mark(QStringLiteral("ben"), 2).isOk() && mark(QStringLiteral("cem"), 4).isOk());
    EXPECT_EQ(othersRead(QStringLiteral("anna")), 4);
    EXPECT_EQ(othersRead(QStringLiteral("cem")), 2) << "not one's own";
    ASSERT_TRUE(write([](Database &db) {
        return db.rooms().addMember(QStringLiteral("r-a"), QStringLiteral("u-dana"), 2000);
    }).isOk());
    EXPECT_EQ(othersRead(QStringLiteral("anna")), 4) << "who has only joined has read nothing";
}

TEST_P(StorageContract, unreadCountsOthersMessagesOnly)
{
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("ben"));
    ASSERT_TRUE(addRoom(QStringLiteral("a"), {QStringLiteral("anna"), QStringLiteral("ben")}).isOk());
    for (const QString &who : {QStringLiteral("anna"), QStringLiteral("ben"), QStringLiteral("anna"),
             QStringLiteral("ben"), QStringLiteral("ben")})
        ASSERT_TRUE(say(QStringLiteral("a"), who, QStringLiteral("x")).isOk());
    EXPECT_EQ(seenBy(QStringLiteral("anna"), QStringLiteral("a")).unread, 3);
    EXPECT_EQ(seenBy(QStringLiteral("ben"), QStringLiteral("a")).unread, 2);
    EXPECT_EQ(seenBy(QStringLiteral("ben"), QStringLiteral("a")).lastSeq, 5);
    EXPECT_EQ(seenBy(QStringLiteral("ben"), QStringLiteral("a")).lastAt, 1005);
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
    addUser(QStringLiteral("ben"));
    addUser(QStringLiteral("anna"));
    addUser(QStringLiteral("a.b-c"));
    ASSERT_TRUE(
        addRoom(QStringLiteral("a"), {QStringLiteral("ben"), QStringLiteral("anna"), QStringLiteral("a.b-c")})
            .isOk());
    int anna = 0;
    int dots = 0;
    for (const Case &c : cases) {
        ASSERT_TRUE(say(QStringLiteral("a"), QStringLiteral("ben"), QString::fromUtf8(c.content)).isOk());
        EXPECT_EQ(seenBy(QStringLiteral("anna"), QStringLiteral("a")).mentions, anna += c.anna) << c.content;
        EXPECT_EQ(seenBy(QStringLiteral("a.b-c"), QStringLiteral("a")).mentions, dots += c.dots) << c.content;
    }
    EXPECT_EQ(seenBy(QStringLiteral("ben"), QStringLiteral("a")).mentions, 0) << "nobody calls himself";
    const auto last = std::size(cases);
    ASSERT_TRUE(write([&](Database &db) {
        return db.rooms().markRead(QStringLiteral("r-a"), QStringLiteral("u-anna"), {{}, last});
    }).isOk());
    EXPECT_EQ(seenBy(QStringLiteral("anna"), QStringLiteral("a")).mentions, 0);
}

} // namespace hearth::test
