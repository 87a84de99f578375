// What is half written: kept a room and a thread, under an edit, and over the end of the program.
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/device.h"

#include <functional>

namespace hearth::app {
namespace {

const auto general = QStringLiteral("r1");
const auto workshop = QStringLiteral("r2");
const auto half = QStringLiteral("half a thought");

//! Two rooms without a network, in the first of which Ben said m1, and Anna m2 and m3.
class DraftsTest : public DeviceTest
{
protected:
    void SetUp() override
    {
        openAccount(rest.url());
        for (const QString &id : {general, workshop}) {
            protocol::Room room;
            room.id = room.name = id;
            session->store().saveRoom(room);
        }
        QList<protocol::Message> said;
        for (const char *text : {"one", "two", "three"}) {
            protocol::Message message;
            message.seq = said.size() + 1;
            message.id = QStringLiteral("m%1").arg(message.seq);
            message.roomId = general;
            message.userId = message.seq == 1 ? QStringLiteral("u2") : QStringLiteral("u1");
            message.username = message.userId;
            message.content = QString::fromLatin1(text);
            message.createdAt = 1'000 * message.seq;
            said += message;
        }
        session->store().saveMessages(said);
    }
    void TearDown() override { talk.reset(); }
    void begin(const QString &room = general, const QString &root = {})
    {
        talk = std::make_unique<ConversationViewModel>(*session, room, root);
    }
    void restart()
    {
        talk.reset();
        openAccount(rest.url());
    }
    //! What a program finds that starts now, were this one killed.
    QString onDisk()
    {
        const auto file = Database::open(
            platform.paths.databaseFile(session->account().server.toString(), session->account().userId));
        EXPECT_TRUE(file);
        return file ? Store(**file, {}).draft(general) : QString();
    }

    std::unique_ptr<ConversationViewModel> talk;
};

struct DraftCase
{
    const char *what;
    //! What is done to a draft of `half`.
    std::function<void(ConversationViewModel &)> act;
    QString shown, kept;
    ConversationViewModel::Context context = ConversationViewModel::Context::None;
};

class KeptDraft : public DraftsTest, public testing::WithParamInterface<DraftCase>
{};

TEST_P(KeptDraft, IsThereAgainAfterTheEndOfTheProgram)
{
    begin();
    talk->setDraft(half);
    GetParam().act(*talk);
    EXPECT_EQ(talk->draft(), GetParam().shown) << GetParam().what;
    EXPECT_EQ(talk->context(), GetParam().context) << GetParam().what;
    restart();
    EXPECT_EQ(session->store().draft(general), GetParam().kept) << GetParam().what;
    begin();
    EXPECT_EQ(talk->draft(), GetParam().kept) << GetParam().what;
    EXPECT_EQ(talk->context(), ConversationViewModel::Context::None) << GetParam().what;
}

using Talk = ConversationViewModel;
const auto id1 = QStringLiteral("m1"), id2 = QStringLiteral("m2"), id3 = QStringLiteral("m3");
const auto better = QStringLiteral("two, better");
const QString endless(17'000, u'x');

INSTANTIATE_TEST_SUITE_P(All, KeptDraft,
    testing::Values(DraftCase{"typed", [](Talk &) {}, half, half},
        DraftCase{"emptied", [](Talk &talk) { talk.setDraft({}); }, {}, {}},
        DraftCase{"sent", [](Talk &talk) { talk.send(); }, {}, {}},
        DraftCase{"too long to be sent",
            [](Talk &talk) {
                talk.setDraft(endless);
                talk.send();
            },
            endless, endless},
        DraftCase{
            "an answer is begun", [](Talk &talk) { talk.beginReply(id1); }, half, half, Talk::Context::Reply},
        DraftCase{"an answer is sent",
            [](Talk &talk) {
                talk.beginReply(id1);
                talk.send();
            },
            {}, {}},
        DraftCase{"an edit is begun", [](Talk &talk) { talk.beginEdit(id2); }, QStringLiteral("two"), half,
            Talk::Context::Edit},
        DraftCase{"an edit is written",
            [](Talk &talk) {
                talk.beginEdit(id2);
                talk.setDraft(better);
            },
            better, half, Talk::Context::Edit},
        DraftCase{"another edit is begun",
            [](Talk &talk) {
                talk.beginEdit(id2);
                talk.setDraft(better);
                talk.beginEdit(id3);
            },
            QStringLiteral("three"), half, Talk::Context::Edit},
        DraftCase{"an edit of another's is not begun", [](Talk &talk) { talk.beginEdit(id1); }, half, half},
        DraftCase{"an edit is given up",
            [](Talk &talk) {
                talk.beginEdit(id2);
                talk.setDraft(better);
                talk.endContext();
            },
            half, half},
        DraftCase{"an edit is sent",
            [](Talk &talk) {
                talk.beginEdit(id2);
                talk.setDraft(better);
                talk.send();
            },
            half, half},
        DraftCase{"an edit that changes nothing is sent",
            [](Talk &talk) {
                talk.beginEdit(id2);
                talk.send();
            },
            half, half},
        DraftCase{"an answer takes the place of an edit",
            [](Talk &talk) {
                talk.beginEdit(id2);
                talk.setDraft(better);
                talk.beginReply(id1);
            },
            half, half, Talk::Context::Reply},
        DraftCase{"what is edited is deleted",
            [](Talk &talk) {
                talk.beginEdit(id2);
                talk.remove(id2);
            },
            half, half},
        DraftCase{"an edit is begun where nothing was written",
            [](Talk &talk) {
                talk.setDraft({});
                talk.beginEdit(id2);
            },
            QStringLiteral("two"), {}, Talk::Context::Edit}));

//! A program that is killed loses what was written in the last moment at most, and sends nothing twice.
TEST_F(DraftsTest, AreOnTheDiskSoonAndGoneFromItOnceSent)
{
    begin();
    talk->setDraft(half);
    EXPECT_TRUE(waitFor([&] { return onDisk() == half; }));
    talk->send();
    EXPECT_EQ(session->waitingCount(), 1);
    EXPECT_EQ(onDisk(), QString()) << "at once: it waits in the outbox";

    talk->setDraft(half);
    EXPECT_TRUE(waitFor([&] { return onDisk() == half; }));
    talk->beginEdit(id2);
    talk->setDraft(QStringLiteral("2"));
    talk->setDraft(better);
    restart();
    EXPECT_EQ(onDisk(), half) << "and not the edit";
}

TEST_F(DraftsTest, AreOfTheirRoomAndTheirThread)
{
    const struct
    {
        QString room, root, text;
    } places[] = {{general, {}, QStringLiteral("to the room")},
        {general, id1, QStringLiteral("to one's thread")}, {general, id2, QStringLiteral("to two's thread")},
        {workshop, {}, QStringLiteral("to another room")}};
    for (const auto &each : places) {
        begin(each.room, each.root);
        EXPECT_EQ(talk->draft(), QString()) << qPrintable(each.text);
        talk->setDraft(each.text);
    }
    restart();
    for (const auto &each : places) {
        begin(each.room, each.root);
        EXPECT_EQ(talk->draft(), each.text);
    }
    begin(general, id1);
    talk->send();
    for (const auto &each : places) {
        begin(each.room, each.root);
        EXPECT_EQ(talk->draft(), each.root == id1 ? QString() : each.text) << "only what was sent is gone";
    }
}

//! Who has left a room can send nothing there, and would leave private text on the disk.
TEST_F(DraftsTest, GoWithTheirRoom)
{
    Store &store = session->store();
    const auto roomOf = [](const QString &id) {
        protocol::Room room;
        room.id = room.name = id;
        return room;
    };
    const QString thread = general + QStringLiteral("/m1");
    const QStringList all{general, thread, workshop};
    const QStringList others{workshop};
    const struct
    {
        const char *what;
        std::function<void()> happens;
        QStringList kept;
    } cases[] = {
        {"it is archived",
            [&] {
                protocol::RoomUpdated now;
                now.roomId = now.name = general;
                now.archivedAt = 5;
                store.describeRoom(now);
            },
            all},
        {"it is on the server's list",
            [&] {
                store.setRooms({roomOf(general), roomOf(workshop)});
            },
            all},
        {"it is no more on the server's list", [&] { store.setRooms({roomOf(workshop)}); }, others},
        {"it was left", [&] { store.forgetRoom(general); }, others},
        {"it was left while one wrote",
            [&] {
                begin();
                talk->setDraft(better);
                store.forgetRoom(general);
                talk.reset();
            },
            others},
        {"it was left in an earlier version",
            [&] {
                store.database().run(QStringLiteral("store.remove_room"), {general});
                store.setRooms({roomOf(workshop)});
            },
            others},
        {"it was left, and another in an earlier version, which the next list says",
            [&] {
                store.database().run(QStringLiteral("store.remove_room"), {workshop});
                store.forgetRoom(general);
            },
            others},
    };
    for (const auto &each : cases) {
        store.saveRoom(roomOf(general));
        for (const QString &place : all)
            store.setDraft(place, half);
        ASSERT_EQ(store.roomsWithDraft(), all);
        each.happens();
        EXPECT_EQ(store.roomsWithDraft(), each.kept) << each.what;
    }
}

TEST_F(DraftsTest, MarkTheirRoomInTheListAlsoAfterARestart)
{
    std::unique_ptr<SessionViewModel> mine;
    const auto isMarked = [&] {
        const QList<RoomListModel::Row> &rows = mine->rooms()->rows();
        return std::ranges::any_of(
            rows, [](const RoomListModel::Row &row) { return row.room.id == general && row.hasDraft; });
    };
    const auto start = [&] {
        mine.reset();
        restart();
        mine = std::make_unique<SessionViewModel>(*session);
        mine->openRoom(general);
    };
    start();
    mine->openThread(id1);
    mine->thread()->setDraft(QStringLiteral("in a thread"));
    EXPECT_FALSE(isMarked()) << "the room's own field is empty";
    mine->conversation()->setDraft(half);
    EXPECT_TRUE(isMarked());
    start();
    EXPECT_TRUE(isMarked());
    mine->conversation()->send();
    EXPECT_FALSE(isMarked());
    start();
    EXPECT_FALSE(isMarked());
    mine.reset();
}

} // namespace
} // namespace hearth::app
