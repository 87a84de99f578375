#include "tests/server/storage_contract.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::EarlierText;
using protocol::Message;
using protocol::Reaction;

namespace {

const QString anna = QStringLiteral("anna");
const QString ben = QStringLiteral("ben");
const QString room = QStringLiteral("r-Hall");
const QString first = QStringLiteral("m-1");
const QString heart = QStringLiteral("❤️");
const QString wave = QStringLiteral("👋🏽");

QList<qint64> seqsOf(const Result<QList<Message>> &messages)
{
    EXPECT_TRUE(messages.isOk());
    QList<qint64> seqs;
    for (const Message &message : messages.isOk() ? *messages : QList<Message>())
        seqs.append(message.seq);
    return seqs;
}

} // namespace

TEST_P(StorageContract, anEditKeepsWhatWasSaid)
{
    hall(2);
    Message expected = history()[0];
    ASSERT_EQ(expected.changeSeq, std::nullopt);
    const auto changed = edit(anna, first, QStringLiteral("better"));
    expected.content = QStringLiteral("better");
    expected.editedAt = 5001;
    expected.changeSeq = 1;
    EXPECT_EQ(changed, Result<Changed>({expected, true}));
    ASSERT_TRUE(edit(anna, first, QStringLiteral("best")).isOk());
    expected.content = QStringLiteral("best");
    expected.editedAt = 5002;
    expected.changeSeq = 2;
    EXPECT_EQ(history()[0], expected);
    EXPECT_EQ(m_reader->messages().message(room, first), Result<Message>(expected));
    const QList<EarlierText> texts{{QStringLiteral("text 1"), 1001, 1}, {QStringLiteral("better"), 5001, 2}};
    EXPECT_EQ(m_reader->changes().earlierTexts(room, first, 0), Result<QList<EarlierText>>(texts));
    EXPECT_EQ(m_reader->changes().earlierTexts(room, first, 1)->size(), 1);
    EXPECT_TRUE(m_reader->changes().earlierTexts(room, QStringLiteral("m-2"), 0)->isEmpty());
    for (const QString &none : {QStringLiteral("none"), QString()})
        EXPECT_EQ(codeOf(m_reader->changes().earlierTexts(room, none, 0)), ErrorCode::NotFound);
}

TEST_P(StorageContract, earlierTextsComeInPages)
{
    hall(1);
    for (int i = 1; i <= 150; ++i)
        ASSERT_TRUE(edit(anna, first, QString::number(i)).isOk());
    const auto page = m_reader->changes().earlierTexts(room, first, 0);
    ASSERT_EQ(page->size(), 100);
    const auto rest = m_reader->changes().earlierTexts(room, first, page->last().changeSeq);
    EXPECT_EQ(rest->size(), 50);
    EXPECT_EQ(rest->first().content, QStringLiteral("100"));
}

TEST_P(StorageContract, aDeletionLeavesThePlaceAndNothingElse)
{
    hall(1);
    const NewMessage answer{QStringLiteral("m-2"), room, QStringLiteral("u-anna"),
        QStringLiteral("@ben, look"), QStringLiteral("c1"), 9, first};
    ASSERT_TRUE(write([&](Database &db) { return db.messages().append(answer); }).isOk());
    ASSERT_TRUE(edit(anna, answer.id, QStringLiteral("@ben, look here")).isOk());
    ASSERT_TRUE(react(ben, answer.id, heart).isOk());
    ASSERT_TRUE(pin(ben, answer.id).isOk());
    ASSERT_EQ(seenBy(ben, QStringLiteral("Hall")).mentions, 1);

    Message tombstone = history()[1];
    EXPECT_EQ(tombstone.replyTo, first);
    tombstone.content.clear();
    tombstone.editedAt = tombstone.pinnedAt = std::nullopt;
    tombstone.reactions = std::nullopt;
    tombstone.deleted = true;
    tombstone.changeSeq = 4;
    EXPECT_EQ(remove(anna, answer.id), Result<Changed>({tombstone, true}));
    EXPECT_EQ(history()[1], tombstone);
    EXPECT_TRUE(m_reader->changes().earlierTexts(room, answer.id, 0)->isEmpty());
    EXPECT_TRUE(m_reader->changes().pins(room)->isEmpty());
    EXPECT_EQ(seenBy(ben, QStringLiteral("Hall")).mentions, 0);
    EXPECT_EQ(m_writer->maintenance().faults(), Result<QStringList>(QStringList()));

    EXPECT_EQ(write([&](Database &db) { return db.messages().append(answer); }),
        Result<Appended>({tombstone, false}))
        << "its clientId is used up";
    const NewMessage another{
        QStringLiteral("m-3"), room, QStringLiteral("u-ben"), QStringLiteral("What?"), {}, 9, answer.id};
    EXPECT_TRUE(write([&](Database &db) { return db.messages().append(another); }).isOk())
        << "one may answer a deleted one";
}

TEST_P(StorageContract, whatIsSoAlreadyIsNoChange)
{
    hall(1);
    ASSERT_TRUE(edit(anna, first, QStringLiteral("x")).isOk());
    ASSERT_TRUE(react(anna, first, heart).isOk());
    ASSERT_TRUE(react(ben, first, heart).isOk());
    ASSERT_TRUE(react(ben, first, heart, Mark::Taken).isOk());
    ASSERT_TRUE(pin(anna, first).isOk());
    const Message before = history()[0];
    ASSERT_EQ(before.changeSeq, 5);
    for (const auto &again : {edit(anna, first, QStringLiteral("x")), react(anna, first, heart),
             react(ben, first, heart, Mark::Taken), react(anna, first, wave, Mark::Taken), pin(ben, first)})
        EXPECT_EQ(again, Result<Changed>({before, false}));
    ASSERT_EQ(pin(ben, first, Mark::Taken)->message.changeSeq, 6) << "no number was spent";
    EXPECT_FALSE(pin(ben, first, Mark::Taken)->isNew);
    ASSERT_EQ(remove(ben, first)->message.changeSeq, 7);
    EXPECT_FALSE(remove(ben, first)->isNew);
    EXPECT_EQ(m_reader->rooms().state(room, QStringLiteral("u-ben"))->changeSeq, 7);
}

TEST_P(StorageContract, aDeletedMessageAndOneThatIsNotThereDoNotChange)
{
    hall(1);
    ASSERT_TRUE(addRoom(QStringLiteral("other"), {anna}).isOk());
    ASSERT_TRUE(say(QStringLiteral("other"), anna, QStringLiteral("elsewhere")).isOk()); // m-2
    ASSERT_TRUE(remove(anna, first).isOk());
    struct Case
    {
        QString id;
        QString message;
    };
    const Case cases[] = {{first, QStringLiteral("This message was deleted")},
        {QStringLiteral("m-2"), text(ErrorCode::NotFound)}, {QString(), text(ErrorCode::NotFound)}};
    for (const auto &[id, message] : cases) {
        for (const auto &refused : {edit(anna, id, QStringLiteral("x")), react(anna, id, heart),
                 react(anna, id, heart, Mark::Taken), pin(anna, id), pin(anna, id, Mark::Taken)}) {
            EXPECT_EQ(codeOf(refused), ErrorCode::NotFound) << qPrintable(id);
            EXPECT_EQ(refused.error().message, message);
        }
    }
    EXPECT_EQ(codeOf(remove(anna, QStringLiteral("m-2"))), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_reader->messages().message(room, QStringLiteral("m-2"))), ErrorCode::NotFound);
    EXPECT_EQ(m_reader->rooms().state(room, QStringLiteral("u-ben"))->changeSeq, 1);
}

TEST_P(StorageContract, reactionsStandInTheirOrder)
{
    hall(3);
    addUser(QStringLiteral("cem"));
    for (const auto &[person, id, emoji] : {std::tuple(ben, first, wave), std::tuple(anna, first, heart),
             std::tuple(anna, first, wave), std::tuple(ben, QStringLiteral("m-3"), heart),
             std::tuple(QStringLiteral("cem"), first, heart), std::tuple(ben, first, heart)})
        ASSERT_TRUE(react(person, id, emoji).isOk());
    const QString a = QStringLiteral("u-anna");
    const QString b = QStringLiteral("u-ben");
    EXPECT_EQ(
        history()[0].reactions, (QList<Reaction>{{wave, {b, a}}, {heart, {a, QStringLiteral("u-cem"), b}}}));
    EXPECT_EQ(history()[1].reactions, std::nullopt);
    EXPECT_EQ(history()[2].reactions, (QList<Reaction>{{heart, {b}}}));
    ASSERT_TRUE(react(ben, first, wave, Mark::Taken).isOk());
    ASSERT_TRUE(react(anna, first, wave, Mark::Taken).isOk());
    ASSERT_TRUE(react(ben, first, wave).isOk());
    EXPECT_EQ(
        history()[0].reactions, (QList<Reaction>{{heart, {a, QStringLiteral("u-cem"), b}}, {wave, {b}}}));
}

TEST_P(StorageContract, differentEmojiAreBounded)
{
    hall(2);
    for (int i = 0; i < ChangeStore::maxEmoji; ++i)
        ASSERT_TRUE(react(i % 2 ? anna : ben, first, QStringLiteral("e%1").arg(i)).isOk());
    const auto refused = react(anna, first, heart);
    EXPECT_EQ(codeOf(refused), ErrorCode::TooMany);
    EXPECT_TRUE(refused.error().message.contains(QStringLiteral("20")))
        << qPrintable(refused.error().message);
    EXPECT_TRUE(react(anna, first, QStringLiteral("e0")).isOk()) << "one that is there";
    EXPECT_TRUE(react(anna, QStringLiteral("m-2"), heart).isOk()) << "another message";
    ASSERT_TRUE(react(anna, first, QStringLiteral("e1"), Mark::Taken).isOk());
    EXPECT_TRUE(react(anna, first, heart).isOk()) << "there is room again";
}

TEST_P(StorageContract, pinsAreListedAndBounded)
{
    hall(ChangeStore::maxPins + 1);
    for (int i = 1; i <= ChangeStore::maxPins; ++i)
        ASSERT_TRUE(pin(i % 2 ? anna : ben, QStringLiteral("m-%1").arg(i)).isOk());
    const QString last = QStringLiteral("m-%1").arg(ChangeStore::maxPins + 1);
    EXPECT_EQ(codeOf(pin(anna, last)), ErrorCode::TooMany);
    ASSERT_TRUE(pin(anna, QStringLiteral("m-7"), Mark::Taken).isOk());
    ASSERT_TRUE(remove(anna, QStringLiteral("m-8")).isOk());
    ASSERT_TRUE(react(ben, last, heart).isOk());
    ASSERT_TRUE(pin(anna, last).isOk());
    const auto pins = m_reader->changes().pins(room);
    ASSERT_EQ(pins->size(), ChangeStore::maxPins - 1);
    EXPECT_EQ(pins->first().id, last);
    EXPECT_EQ(pins->first().pinnedAt, 5000 + m_changed);
    EXPECT_EQ(pins->first().reactions, (QList<Reaction>{{heart, {QStringLiteral("u-ben")}}}));
    EXPECT_EQ(pins->last().id, first);
}

TEST_P(StorageContract, unreadSkipsTheDeletedOfOthers)
{
    hall(3);
    ASSERT_TRUE(say(QStringLiteral("Hall"), ben, QStringLiteral("mine")).isOk()); // m-4
    const auto unread = [this](
                            const QString &person) { return seenBy(person, QStringLiteral("Hall")).unread; };
    ASSERT_TRUE(write([](Database &db) {
        return db.rooms().markRead(room, QStringLiteral("u-ben"), {{}, 1});
    }).isOk());
    EXPECT_EQ(unread(ben), 2);
    ASSERT_TRUE(remove(anna, first).isOk());
    EXPECT_EQ(unread(ben), 2) << "was read";
    ASSERT_TRUE(remove(ben, QStringLiteral("m-4")).isOk());
    EXPECT_EQ(unread(ben), 2) << "his own was not unread";
    EXPECT_EQ(unread(anna), 0);
    ASSERT_TRUE(remove(anna, QStringLiteral("m-2")).isOk());
    EXPECT_EQ(unread(ben), 1);
    EXPECT_EQ(seenBy(ben, QStringLiteral("Hall")).lastSeq, 4);
}

TEST_P(StorageContract, mentionsFollowTheText)
{
    addUser(QStringLiteral("cem"));
    hall(1);
    struct Case
    {
        const char *content;
        int mentions; //!< of ben
    };
    const Case cases[] = {{"hello @ben", 1}, {"@ben and @ben", 1}, {"hello", 0}, {"@room", 1},
        {"@room, @ben", 1}, {"@cem", 0}, {"@ben", 1}};
    for (const auto &[content, mentions] : cases) {
        ASSERT_TRUE(edit(anna, first, QString::fromUtf8(content)).isOk());
        EXPECT_EQ(seenBy(ben, QStringLiteral("Hall")).mentions, mentions) << content;
        EXPECT_EQ(seenBy(anna, QStringLiteral("Hall")).mentions, 0) << content;
    }
    ASSERT_TRUE(write([](Database &db) {
        return db.rooms().markRead(room, QStringLiteral("u-ben"), {{}, 1});
    }).isOk());
    ASSERT_TRUE(edit(anna, first, QStringLiteral("@ben again")).isOk());
    EXPECT_EQ(seenBy(ben, QStringLiteral("Hall")).mentions, 0) << "was read";
}

TEST_P(StorageContract, changesAreToldByTheirOrder)
{
    hall(6);
    const auto id = [](int n) { return QStringLiteral("m-%1").arg(n); };
    ASSERT_TRUE(edit(anna, id(2), QStringLiteral("x")).isOk()); // 1, replaced by 4
    ASSERT_TRUE(react(anna, id(5), heart).isOk());              // 2
    ASSERT_TRUE(pin(anna, id(1)).isOk());                       // 3
    ASSERT_TRUE(remove(anna, id(2)).isOk());                    // 4
    ASSERT_TRUE(edit(anna, id(4), QStringLiteral("y")).isOk()); // 5
    const auto at = [](qint64 seq) { return Position{{}, seq}; };
    struct Case
    {
        ChangesQuery query;
        QList<qint64> seqs;
    };
    const Case cases[] = {
        {{room, 0, 5, at(6), 100}, {5, 1, 2, 4}},
        {{room, 0, 99, at(99), 1000}, {5, 1, 2, 4}},
        {{room, 0, 5, at(6), 2}, {5, 1}},
        {{room, 3, 5, at(6), 100}, {2, 4}},
        {{room, 5, 5, at(6), 100}, {}},
        {{room, 0, 4, at(6), 100}, {5, 1, 2}},
        {{room, 0, 5, at(4), 100}, {1, 2, 4}},
        {{room, 0, 5, {id(2), 0}, 100}, {1, 2}},
        {{room, 0, 5, at(0), 100}, {}},
        {{room, 0, 5, at(6), 0}, {5}},
        {{QStringLiteral("r-none"), 0, 5, at(6), 100}, {}},
    };
    for (const Case &c : cases)
        EXPECT_EQ(seqsOf(m_reader->changes().changes(c.query)), c.seqs) << "case " << &c - cases;
    EXPECT_EQ(codeOf(m_reader->changes().changes({room, 0, 5, {QStringLiteral("none"), 0}, 9})),
        ErrorCode::NotFound);
    EXPECT_EQ(m_reader->changes().changes({room, 0, 5, at(6), 1})->first(), history()[4]);

    const std::pair<qint64, qint64> times[] = {{0, 1}, {5001, 1}, {5002, 2}, {5004, 4}, {5005, 5}, {9999, 5}};
    for (const auto &[time, position] : times)
        EXPECT_EQ(m_reader->changes().positionAt(room, time), Result<qint64>(position)) << time;
    EXPECT_EQ(m_reader->changes().positionAt(QStringLiteral("r-none"), 0), Result<qint64>(0));
}

//! The clock is set back between two changes: neither is passed over.
TEST_P(StorageContract, aPositionByTimeMissesNothingWhenTheClockIsSetBack)
{
    hall(2);
    m_changed = 900;
    ASSERT_TRUE(edit(anna, first, QStringLiteral("at 5901")).isOk());
    m_changed = 100;
    ASSERT_TRUE(edit(anna, QStringLiteral("m-2"), QStringLiteral("at 5101")).isOk());
    for (const qint64 at : {5050, 5500})
        EXPECT_EQ(m_reader->changes().positionAt(room, at), Result<qint64>(0)) << at;
    EXPECT_EQ(m_reader->changes().positionAt(room, 5901), Result<qint64>(2));
}

//! Messages of a page that lie far apart, as those that changed may, have their reactions too.
TEST_P(StorageContract, reactionsOfMessagesThatLieFarApart)
{
    hall(300);
    for (const QString &id : {first, QStringLiteral("m-150"), QStringLiteral("m-300")})
        ASSERT_TRUE(react(ben, id, heart).isOk());
    const auto changes = m_reader->changes().changes({room, 0, 3, {{}, 300}, 100});
    ASSERT_EQ(seqsOf(changes), (QList<qint64>{1, 150, 300}));
    for (const Message &message : *changes)
        EXPECT_EQ(message.reactions, (QList<Reaction>{{heart, {QStringLiteral("u-ben")}}})) << message.seq;
}

TEST_P(StorageContract, aCountOfChangesHasNoHoleAfterARollback)
{
    hall(1);
    ASSERT_TRUE(m_writer->begin().isOk());
    ASSERT_TRUE(m_writer->savepoint().isOk());
    EXPECT_EQ(m_writer->changes().edit(by(anna, first), QStringLiteral("lost"))->message.changeSeq, 1);
    m_writer->rollbackToSavepoint();
    ASSERT_TRUE(m_writer->commit().isOk());
    EXPECT_EQ(history()[0].content, QStringLiteral("text 1"));
    EXPECT_EQ(react(anna, first, heart)->message.changeSeq, 1);
}

TEST_P(StorageContract, anAnswerNamesAMessageOfItsRoom)
{
    hall(1);
    ASSERT_TRUE(addRoom(QStringLiteral("other"), {anna}).isOk());
    ASSERT_TRUE(say(QStringLiteral("other"), anna, QStringLiteral("elsewhere")).isOk()); // m-2
    const auto answer = [this](const QString &id, const QString &replyTo) {
        return write([&](Database &db) {
            return db.messages().append(
                {id, room, QStringLiteral("u-ben"), QStringLiteral("x"), {}, 7, replyTo});
        });
    };
    EXPECT_EQ(answer(QStringLiteral("a"), first)->message.replyTo, first);
    EXPECT_EQ(history()[1].replyTo, first);
    for (const QString &wrong : {QStringLiteral("m-2"), QStringLiteral("none")}) {
        const auto refused = answer(QStringLiteral("b"), wrong);
        EXPECT_EQ(codeOf(refused), ErrorCode::InvalidRequest);
        EXPECT_TRUE(refused.error().message.startsWith(QStringLiteral("replyTo: ")));
    }
    EXPECT_EQ(answer(QStringLiteral("b"), {})->message.seq, 3);
}

} // namespace hearth::test
