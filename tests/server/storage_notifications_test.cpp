#include "tests/server/storage_contract.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::NotificationLevel;
using protocol::NotificationType;

//! What every backend keeps of notifications: anna, ben and carl in the room Hall, anna having said m-1.
class Notifying : public StorageContract
{
protected:
    void SetUp() override
    {
        StorageContract::SetUp();
        addUser(carl);
        hall(1);
        does([&](Database &db) { return db.rooms().addMember(room, id(carl), 1); });
    }
    template <class Work>
    void does(Work work)
    {
        EXPECT_TRUE(write(work).isOk());
    }
    static QString id(const QString &name) { return QStringLiteral("u-") + name; }

    std::optional<Notified> add(
        const QString &name, qint64 seq, qint64 at = 5000, NotificationType type = NotificationType::Mention)
    {
        const auto added = write([&](Database &db) {
            return db.notifications().add({id(name), type, room, seq, id(anna), at, false});
        });
        EXPECT_TRUE(added.isOk()) << added.error().message.toStdString();
        return added.isOk() ? *added : std::nullopt;
    }
    QStringList contents(const QString &name, qint64 before = 0, bool onlyUnread = false, int limit = 100)
    {
        const auto page = m_reader->notifications().page({id(name), before, onlyUnread, limit});
        EXPECT_TRUE(page.isOk());
        QStringList all;
        for (const auto &each : *page)
            all += each.content;
        return all;
    }
    qint64 unread(const QString &name) { return *m_reader->notifications().unreadCount(id(name)); }
    //! `anna reply`, …, without an order.
    QStringList reasons(const protocol::Message &message, const QStringList &words = {})
    {
        const auto reasons = m_writer->notifications().reasons(message);
        const auto ofWords = m_writer->notifications().keywordReasons(words);
        EXPECT_TRUE(reasons.isOk() && ofWords.isOk());
        QStringList all;
        for (const Reason &reason : reasons->all + *ofWords)
            all += reason.userId + QLatin1Char(' ') +
                   QLatin1String(protocol::enumNames(reason.type).at(size_t(reason.type)));
        all.sort();
        return all;
    }

    const QString anna = QStringLiteral("anna");
    const QString ben = QStringLiteral("ben");
    const QString carl = QStringLiteral("carl");
    const QString room = QStringLiteral("r-Hall");
};

INSTANTIATE_TEST_SUITE_P(Backends, Notifying, testing::ValuesIn(backends()), nameOf);

TEST_P(Notifying, aNotificationSaysWhatItsMessageSaysNow)
{
    const auto added = add(ben, 1);
    ASSERT_TRUE(added.has_value());
    const QString itsId = added->notification.id;
    const protocol::Notification expected{itsId, NotificationType::Mention, room, QStringLiteral("m-1"),
        id(anna), anna, QStringLiteral("Hall"), QStringLiteral("text 1"), 5000};
    EXPECT_EQ(*added, (Notified{id(ben), expected}));
    EXPECT_GE(notificationPosition(itsId), 5000);
    EXPECT_EQ(
        *m_reader->notifications().page({id(ben), 0, false, 100}), QList<protocol::Notification>{expected});
    ASSERT_TRUE(edit(anna, QStringLiteral("m-1"), QStringLiteral("better")).isOk());
    EXPECT_EQ(contents(ben), QStringList{QStringLiteral("better")});
}

TEST_P(Notifying, oneAPersonAndMessage)
{
    ASSERT_TRUE(add(ben, 1).has_value());
    EXPECT_FALSE(add(ben, 1, 6000, NotificationType::Keyword).has_value());
    EXPECT_TRUE(add(carl, 1).has_value());
    EXPECT_TRUE(add(ben, 0, 5000, NotificationType::Invitation).has_value());
    EXPECT_TRUE(add(ben, 0, 5000, NotificationType::Invitation).has_value()) << "of no message, as often";
    EXPECT_EQ(unread(ben), 3);
}

TEST_P(Notifying, positionsOnlyGrow)
{
    const auto place = [&](qint64 seq, qint64 at) {
        return notificationPosition(add(ben, seq, at)->notification.id);
    };
    for (int i = 2; i <= 5; ++i)
        ASSERT_TRUE(say(QStringLiteral("Hall"), anna, QStringLiteral("text %1").arg(i)).isOk());
    const qint64 first = place(1, 5000);
    const qint64 sameTime = place(2, 5000);
    const qint64 backwards = place(3, 4000);
    EXPECT_LT(first, sameTime);
    EXPECT_LT(sameTime, backwards);
    EXPECT_EQ(*m_reader->notifications().lastPosition(), backwards);
    // The last one is gone, and its position is not given again.
    does([&](Database &db) { return db.notifications().removeOf(room, 3); });
    EXPECT_EQ(*m_reader->notifications().lastPosition(), backwards);
    EXPECT_LT(backwards, place(4, 4000));
    EXPECT_EQ(place(5, 900'000), 900'000) << "never behind the clock";
}

TEST_P(Notifying, whatWasMissedIsByPositionAndUnread)
{
    for (int i = 2; i <= 4; ++i)
        ASSERT_TRUE(say(QStringLiteral("Hall"), anna, QStringLiteral("text %1").arg(i)).isOk());
    QList<qint64> at;
    for (int i = 1; i <= 4; ++i)
        at += notificationPosition(add(ben, i, 5000 + i)->notification.id);
    add(carl, 1);
    const auto missed = [&](qint64 after, qint64 upTo, qint64 since, int limit = 100) {
        QStringList all;
        for (const auto &each : *m_reader->notifications().missed({id(ben), after, upTo, since, limit}))
            all += each.content.right(1);
        return all.join(QString());
    };
    EXPECT_EQ(missed(0, at[3], 0), QStringLiteral("1234"));
    EXPECT_EQ(missed(at[0], at[3], 0), QStringLiteral("234"));
    EXPECT_EQ(missed(at[0], at[2], 0), QStringLiteral("23"));
    EXPECT_EQ(missed(0, at[3], 5002), QStringLiteral("34"));
    EXPECT_EQ(missed(0, at[3], 0, 2), QStringLiteral("12"));
    does([&](Database &db) { return db.notifications().read(id(ben), {notificationId(at[1])}); });
    EXPECT_EQ(missed(0, at[3], 0), QStringLiteral("134"));
}

TEST_P(Notifying, whatEverybodyMissedIsByPosition)
{
    ASSERT_TRUE(say(QStringLiteral("Hall"), anna, QStringLiteral("text 2")).isOk());
    QList<qint64> at;
    for (const auto &[who, seq] : {std::pair{ben, 1}, {carl, 1}, {ben, 2}})
        at += notificationPosition(add(who, seq)->notification.id);
    const auto after = [&](qint64 position, int limit = 100) {
        QStringList all;
        for (const Notified &each : *m_reader->notifications().after(position, limit))
            all += each.userId + QLatin1Char(':') + each.notification.content.right(1);
        return all.join(QLatin1Char(' '));
    };
    const auto line = [](const QString &one, int seq) {
        return id(one) + QLatin1Char(':') + QString::number(seq);
    };
    EXPECT_EQ(after(0), QStringList({line(ben, 1), line(carl, 1), line(ben, 2)}).join(QLatin1Char(' ')));
    EXPECT_EQ(after(at[0]), QStringList({line(carl, 1), line(ben, 2)}).join(QLatin1Char(' ')));
    EXPECT_EQ(after(0, 1), line(ben, 1));
    does([&](Database &db) { return db.notifications().read(id(carl), {notificationId(at[1])}); });
    EXPECT_EQ(after(at[0]), line(ben, 2)) << "what was read is told to nobody";
    EXPECT_EQ(after(at[2]), QString());
}

TEST_P(Notifying, readingTellsWhatItCleared)
{
    for (int i = 2; i <= 3; ++i)
        ASSERT_TRUE(say(QStringLiteral("Hall"), anna, QStringLiteral("text %1").arg(i)).isOk());
    QList<QString> ids;
    for (int i = 1; i <= 3; ++i)
        ids += add(ben, i)->notification.id;
    const QString invitation = add(ben, 0, 5000, NotificationType::Invitation)->notification.id;
    const QString other = add(carl, 1)->notification.id;
    const auto read = [&](auto work) {
        const auto cleared = write([&](Database &db) { return work(db.notifications()); });
        EXPECT_EQ(cleared->userId, id(ben));
        QStringList sorted = cleared->ids;
        sorted.sort();
        return sorted;
    };
    EXPECT_EQ(read([&](auto &store) { return store.readRoom(id(ben), room, 1); }),
        (QStringList{ids[0], invitation}));
    EXPECT_EQ(read([&](auto &store) { return store.readRoom(id(ben), room, 1); }), QStringList());
    EXPECT_EQ(read([&](auto &store) {
        return store.read(id(ben), {ids[1], ids[1], other, QStringLiteral("n"), QStringLiteral("junk")});
    }),
        QStringList{ids[1]})
        << "once, and nobody else's";
    EXPECT_EQ(unread(ben), 1);
    EXPECT_EQ(contents(ben, 0, true), QStringList{QStringLiteral("text 3")});
    EXPECT_EQ(contents(ben).size(), 4) << "read ones are still listed";
    EXPECT_EQ(read([&](auto &store) { return store.readAll(id(ben)); }), QStringList{ids[2]});
    EXPECT_EQ(unread(ben), 0);
    EXPECT_EQ(unread(carl), 1);
}

TEST_P(Notifying, pagesGoBackFromTheNewest)
{
    for (int i = 2; i <= 3; ++i)
        ASSERT_TRUE(say(QStringLiteral("Hall"), anna, QStringLiteral("text %1").arg(i)).isOk());
    QList<qint64> at;
    for (int i = 1; i <= 3; ++i)
        at += notificationPosition(add(ben, i)->notification.id);
    const auto text = [](int i) { return QStringLiteral("text %1").arg(i); };
    EXPECT_EQ(contents(ben, 0, false, 2), (QStringList{text(3), text(2)}));
    EXPECT_EQ(contents(ben, at[1], false, 2), QStringList{text(1)});
}

TEST_P(Notifying, theOldestAreForgotten)
{
    for (int i = 2; i <= 4; ++i)
        ASSERT_TRUE(say(QStringLiteral("Hall"), anna, QStringLiteral("text %1").arg(i)).isOk());
    for (int i = 1; i <= 4; ++i)
        add(ben, i);
    add(carl, 1);
    ASSERT_TRUE(write([&](Database &db) { return db.notifications().prune(id(ben), 2); }).isOk());
    EXPECT_EQ(contents(ben), (QStringList{QStringLiteral("text 4"), QStringLiteral("text 3")}));
    EXPECT_EQ(contents(carl).size(), 1);
    ASSERT_TRUE(write([&](Database &db) { return db.notifications().prune(id(carl), 2); }).isOk());
    EXPECT_EQ(contents(carl).size(), 1);
}

TEST_P(Notifying, aMessageTakesItsOwnWithIt)
{
    const QString bens = add(ben, 1)->notification.id;
    const QString carls = add(carl, 1)->notification.id;
    does([&](Database &db) { return db.notifications().read(id(carl), {carls}); });
    auto cleared = write([&](Database &db) { return db.notifications().removeOf(room, 1); });
    std::sort(cleared->begin(), cleared->end(),
        [](const Cleared &a, const Cleared &b) { return a.userId < b.userId; });
    EXPECT_EQ(*cleared, (QList<Cleared>{{id(ben), {bens}}, {id(carl), {carls}}}));
    EXPECT_EQ(contents(ben), QStringList());
}

TEST_P(Notifying, whatIsLeftOfADeletedMessageIsAFault)
{
    add(ben, 1);
    ASSERT_TRUE(remove(anna, QStringLiteral("m-1")).isOk());
    EXPECT_EQ(m_reader->maintenance().faults()->size(), 1);
    does([&](Database &db) { return db.notifications().removeOf(room, 1); });
    EXPECT_EQ(m_reader->maintenance().faults()->size(), 0);
}

TEST_P(Notifying, whoLeftTheRoomSeesNothingOfIt)
{
    add(ben, 1);
    does([&](Database &db) { return db.rooms().removeMember(room, id(ben)); });
    EXPECT_EQ(contents(ben), QStringList());
    EXPECT_EQ(unread(ben), 0);
    EXPECT_TRUE(m_reader->notifications().missed({id(ben), 0, qint64(1) << 50, 0, 100})->isEmpty());
    does([&](Database &db) { return db.rooms().addMember(room, id(ben), 1); });
    EXPECT_EQ(unread(ben), 0) << "nor once they are back";
}

TEST_P(Notifying, reasonsAreWhatTheTextTheReplyAndTheRoomSay)
{
    const auto said = [&](const QString &name, const QString &text, const QString &replyTo = {}) {
        const NewMessage message{
            QStringLiteral("n-%1").arg(++m_said), room, id(name), text, {}, 2000, replyTo};
        return write([&](Database &db) { return db.messages().append(message); })->message;
    };
    const auto plain = said(ben, QStringLiteral("plain"));
    EXPECT_EQ(reasons(plain), QStringList());
    EXPECT_FALSE(m_reader->notifications().reasons(plain)->hasKeywords);
    EXPECT_EQ(reasons(said(ben, QStringLiteral("@carl and @nobody, @ben too"))),
        QStringList{QStringLiteral("u-carl mention")});
    EXPECT_EQ(reasons(said(ben, QStringLiteral("@room"))), QStringList{QStringLiteral(" mention")});
    EXPECT_EQ(reasons(said(ben, QStringLiteral("yes"), QStringLiteral("m-1"))),
        QStringList{QStringLiteral("u-anna reply")});
    does([&](Database &db) { return db.notifications().setLevel(id(carl), room, NotificationLevel::All); });
    does([&](Database &db) {
        return db.notifications().setSettings(
            id(anna), {{}, {}, {QStringLiteral("Kiln"), QStringLiteral("oven")}});
    });
    EXPECT_TRUE(m_reader->notifications().reasons(plain)->hasKeywords);
    const auto message = said(ben, QStringLiteral("the kiln"));
    EXPECT_EQ(reasons(message, {QStringLiteral("the"), QStringLiteral("kiln")}),
        (QStringList{QStringLiteral("u-anna keyword"), QStringLiteral("u-carl message")}));
}

TEST_P(Notifying, inARoomOfTwoEverythingIsDirect)
{
    const NewRoom two{
        QStringLiteral("r-two"), {}, {}, true, id(anna), {id(ben)}, QStringLiteral("u-anna+u-ben"), 1};
    ASSERT_TRUE(write([&](Database &db) { return db.rooms().createRoom(two); }).isOk());
    const NewMessage message{QStringLiteral("d-1"), two.id, id(anna), QStringLiteral("hi"), {}, 2000};
    const auto stored = write([&](Database &db) { return db.messages().append(message); });
    EXPECT_EQ(reasons(stored->message),
        (QStringList{QStringLiteral("u-anna direct"), QStringLiteral("u-ben direct")}));
    const auto added = write([&](Database &db) {
        return db.notifications().add({id(ben), NotificationType::Direct, two.id, 1, id(anna), 1, true});
    });
    EXPECT_FALSE((*added)->notification.title.has_value());
    EXPECT_EQ((*added)->notification.silent, true);
}

TEST_P(Notifying, thoseWhoAreHereCanBeNamed)
{
    const auto message = history().first();
    addUser(QStringLiteral("stranger"));
    const QStringList here{id(anna), id(ben), id(QStringLiteral("stranger"))};
    ASSERT_TRUE(write([&](Database &db) { return db.notifications().addNamed(message, here); }).isOk());
    EXPECT_EQ(*m_reader->notifications().named(room, 1), QStringList{id(ben)})
        << "not the author, and not who is no member";
    EXPECT_EQ(seenBy(ben, QStringLiteral("Hall")).mentions, 1);
    const auto all = say(QStringLiteral("Hall"), anna, QStringLiteral("@room"))->message;
    ASSERT_TRUE(write([&](Database &db) { return db.notifications().addNamed(all, here); }).isOk());
    EXPECT_EQ(*m_reader->notifications().named(room, 2), QStringList{QString()}) << "everybody, once";
    EXPECT_EQ(seenBy(ben, QStringLiteral("Hall")).mentions, 2);
}

TEST_P(Notifying, settingsAreWhatWasSetLast)
{
    const auto set = [&](const protocol::NotificationSettings &settings) {
        ASSERT_TRUE(
            write([&](Database &db) { return db.notifications().setSettings(id(ben), settings); }).isOk());
    };
    const auto settings = [&] { return *m_reader->notifications().settings(id(ben)); };
    EXPECT_EQ(settings(), protocol::NotificationSettings());
    const protocol::NotificationSettings whole{
        protocol::QuietHours{22 * 60, 7 * 60, -90}, 9'000'000, {QStringLiteral("Öl"), QStringLiteral("b")}};
    set(whole);
    EXPECT_EQ(settings(), whole);
    set({{}, {}, {QStringLiteral("ÖL"), QStringLiteral("öl")}});
    EXPECT_EQ(settings(), (protocol::NotificationSettings{{}, {}, {QStringLiteral("ÖL")}}));
    set({});
    EXPECT_EQ(settings(), protocol::NotificationSettings());
}

TEST_P(Notifying, anAddresseeIsAMemberWithWhatTheyWant)
{
    const protocol::QuietHours hours{60, 120, 0};
    does([&](Database &db) { return db.notifications().setSettings(id(ben), {hours, 77, {}}); });
    does([&](Database &db) { return db.notifications().setLevel(id(carl), room, NotificationLevel::None); });
    addUser(QStringLiteral("stranger"));
    auto some =
        m_writer->notifications().addressees(room, {id(ben), id(carl), id(QStringLiteral("stranger"))});
    EXPECT_EQ(*some, (QList<Addressee>{{id(ben), NotificationLevel::Mentions, hours, 77},
                         {id(carl), NotificationLevel::None, {}, {}}}));
    EXPECT_EQ(m_writer->notifications().addressees(room, {})->size(), 3);
}

TEST_P(Notifying, aLevelGoesWithTheMembership)
{
    const auto set = [&](NotificationLevel level) {
        return write([&](Database &db) { return db.notifications().setLevel(id(ben), room, level); });
    };
    const auto levels = [&] { return *m_reader->notifications().levels(id(ben)); };
    ASSERT_TRUE(set(NotificationLevel::All).isOk());
    ASSERT_TRUE(set(NotificationLevel::None).isOk());
    EXPECT_EQ(levels(), (QList<protocol::RoomLevel>{{room, NotificationLevel::None}}));
    ASSERT_TRUE(set(NotificationLevel::Mentions).isOk());
    EXPECT_TRUE(levels().isEmpty());
    ASSERT_TRUE(set(NotificationLevel::All).isOk());
    does([&](Database &db) { return db.rooms().removeMember(room, id(ben)); });
    EXPECT_TRUE(levels().isEmpty());
}

TEST(NotificationIds, areTheirPosition)
{
    EXPECT_EQ(notificationId(42), QStringLiteral("n42"));
    const std::pair<const char *, qint64> table[] = {{"n42", 42}, {"n042", 0}, {"42", 0}, {"n", 0},
        {"n-1", 0}, {"n0", 0}, {"n+1", 0}, {"n1 ", 0}, {"", 0}, {"n99999999999999999999", 0}};
    for (const auto &[text, position] : table)
        EXPECT_EQ(notificationPosition(QString::fromUtf8(text)), position) << text;
}

TEST(Excerpts, areOneShortLineOfWholeCharacters)
{
    const QString smile = QString::fromUtf8("\U0001F600");
    const std::pair<QString, QString> table[] = {
        {QStringLiteral("hello"), QStringLiteral("hello")},
        {QStringLiteral("  a\n\tb  "), QStringLiteral("a b")},
        {QString(160, u'x'), QString(160, u'x')},
        {QString(161, u'x'), QString(160, u'x') + QChar(0x2026)},
        {QString(159, u'x') + smile, QString(159, u'x') + QChar(0x2026)},
        {QString(10'000, u' ') + u'x', QString(QChar(0x2026))},
        {QString(), QString()},
    };
    for (const auto &[text, excerpt] : table)
        EXPECT_EQ(excerptOf(text), excerpt) << text.toStdString();
}

} // namespace hearth::test
