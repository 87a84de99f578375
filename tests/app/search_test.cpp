// What the app finds, against the real server, and going there.
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/people.h"

namespace hearth::app {
namespace {

class SearchTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna->goLive() && ben->goLive());
    }
    void sayAll(Person &person, const QStringList &texts)
    {
        for (const QString &each : texts)
            say(person, each);
        ASSERT_TRUE(waitFor([&] { return person.session->waitingCount() == 0; }));
    }
    static QStringList excerpts(const SearchViewModel &search)
    {
        QStringList out;
        for (int row = 0; row < search.found()->count(); ++row)
            out += get(search.found(), row, FoundModel::ExcerptRole).toString();
        return out;
    }
    bool finds(SearchViewModel &search, const QString &query, const QStringList &expected)
    {
        search.begin(room, true);
        search.setQuery(query);
        const bool found = waitFor([&] { return !search.isBusy() && excerpts(search) == expected; });
        if (!found)
            ADD_FAILURE() << qPrintable(query) << ": " << qPrintable(excerpts(search).join(u'|')) << " "
                          << qPrintable(search.errorText());
        return found;
    }
    //! A person at a new device, which holds only the last page of the room.
    std::unique_ptr<Person> again(const Person &person, const char *folderName)
    {
        auto device =
            std::make_unique<Person>(person.signedIn, folder.filePath(QString::fromLatin1(folderName)));
        EXPECT_TRUE(device->goLive());
        return device;
    }
};

TEST_F(SearchTest, ShowsTheWordsAndTheMarksOnlyWhereTheyWereMeant)
{
    sayAll(*anna, {QStringLiteral("**The kiln** is [here](https://wiki.local/ofen)")});
    SessionViewModel mine(*anna->session);
    SearchViewModel &search = *mine.search();
    EXPECT_TRUE(finds(search, QStringLiteral("kiln"), {QStringLiteral("The <b>kiln</b> is here")}));
    EXPECT_TRUE(finds(search, QStringLiteral("ofen"),
        {QStringLiteral("**The kiln** is [here](https://wiki.local/<b>ofen</b>)")}));
}

TEST_F(SearchTest, FindsByEveryOperatorWhatTheServerFinds)
{
    sayAll(*anna, {QStringLiteral("the Kiln is hot"), QStringLiteral("see https://wiki.local/kiln")});
    sayAll(*ben, {QStringLiteral("is the kiln free? 100%"), QStringLiteral("a+b & c")});
    ASSERT_TRUE(waitFor([&] { return ben->texts(room).size() == 4 && anna->texts(room).size() == 4; }));
    SessionViewModel mine(*anna->session);
    SearchViewModel &search = *mine.search();
    const QString hot = QStringLiteral("the <b>Kiln</b> is hot");
    const QString link = QStringLiteral("see https://wiki.local/<b>kiln</b>");
    const QString free = QStringLiteral("is the <b>kiln</b> free? 100%");
    EXPECT_TRUE(finds(search, QStringLiteral("kiln"), {free, link, hot}));
    EXPECT_TRUE(finds(search, QStringLiteral("kiln from:anna"), {link, hot}));
    EXPECT_TRUE(finds(search, QStringLiteral("kiln has:link"), {link}));
    EXPECT_TRUE(finds(search, QStringLiteral("kiln in:general"), {free, link, hot}));
    EXPECT_TRUE(finds(search, QStringLiteral("kiln in:elsewhere"), {}));
    EXPECT_TRUE(finds(search, QStringLiteral("kiln before:2001-01-01"), {}));
    EXPECT_TRUE(finds(search, QStringLiteral("kiln after:2001-01-01"), {free, link, hot}));
    EXPECT_TRUE(finds(search, QStringLiteral("0%"), {QStringLiteral("is the kiln free? 10<b>0%</b>")}));
    EXPECT_TRUE(finds(search, QStringLiteral("a+b &"), {QStringLiteral("<b>a+b</b> <b>&amp;</b> c")}));
    search.setQuery(QStringLiteral("from:anna from:ben"));
    EXPECT_TRUE(search.errorText().contains(u"twice")) << qPrintable(search.errorText());
}

TEST_F(SearchTest, WhatIsHereIsFoundAtOnceAndOfflineSaysSo)
{
    sayAll(*anna, {QStringLiteral("the kiln is hot")});
    anna->session->connection().close();
    SessionViewModel mine(*anna->session);
    SearchViewModel &search = *mine.search();
    search.begin(room, false);
    search.setQuery(QStringLiteral("kiln"));
    EXPECT_TRUE(waitFor([&] { return search.found()->count() == 1; }));
    EXPECT_TRUE(search.noteText().contains(u"only what is on this computer"));
    search.setQuery(QStringLiteral("nothing like it"));
    EXPECT_TRUE(waitFor([&] { return search.emptyText().contains(u"Nothing was found in General"); }));
}

TEST_F(SearchTest, WhatIsNotHereComesFromTheServerInPagesAndIsGoneTo)
{
    QStringList texts;
    for (int i = 0; i < 420; ++i)
        texts += i % 4 == 0 ? QStringLiteral("kiln %1").arg(i) : QStringLiteral("other %1").arg(i);
    sayAll(*ben, texts);
    const auto device = again(*anna, "new device");
    ASSERT_LT(device->session->store().newest(room, 1000).size(), 200);
    SessionViewModel mine(*device->session);
    SearchViewModel &search = *mine.search();
    search.begin(room, true);
    search.setQuery(QStringLiteral("kiln"));
    ASSERT_TRUE(waitFor([&] { return !search.isBusy() && search.found()->count() >= 50; }));
    ASSERT_TRUE(waitFor([&] {
        search.loadMore();
        return search.found()->count() == 105;
    })) << search.found()->count();
    QStringList sorted;
    for (int i = 416; i >= 0; i -= 4)
        sorted += QStringLiteral("<b>kiln</b> %1").arg(i);
    EXPECT_EQ(excerpts(search), sorted) << "the newest first, each once";

    // The oldest of them is far from what is loaded: it is shown with what was said around it.
    ConversationViewModel &talk = *mine.conversation();
    int jumped = -1;
    QObject::connect(&talk, &ConversationViewModel::jumps, &talk, [&](int row) { jumped = row; });
    search.open(100);
    ASSERT_TRUE(waitFor([&] { return jumped >= 0; }));
    const auto textAt = [&](int row) {
        return get(talk.messages(), row, MessageListModel::PlainTextRole).toString();
    };
    EXPECT_EQ(textAt(jumped), QStringLiteral("kiln 16"));
    EXPECT_EQ(textAt(jumped + 1), QStringLiteral("other 15"));
    EXPECT_EQ(textAt(jumped - 1), QStringLiteral("other 17"));
    EXPECT_TRUE(talk.isAway());

    // What comes meanwhile is counted and not shown in the wrong place; and down again page by page.
    say(*ben, QStringLiteral("new"));
    ASSERT_TRUE(waitFor([&] { return talk.newBelow() == 1; }));
    EXPECT_NE(textAt(0), QStringLiteral("new"));
    ASSERT_TRUE(waitFor([&] {
        talk.loadNewer();
        return !talk.isAway();
    }));
    EXPECT_EQ(textAt(0), QStringLiteral("new"));
    EXPECT_GE(talk.messages()->count(), 400);
    for (int row = 1; row < talk.messages()->count(); ++row)
        ASSERT_TRUE(textAt(row).endsWith(QStringLiteral(" %1").arg(420 - row)))
            << row << " " << qPrintable(textAt(row));
}

TEST_F(SearchTest, FromAwayToTheEndAtOnceAndWhatIsWrittenThereIsAtTheEnd)
{
    QStringList texts;
    for (int i = 0; i < 500; ++i)
        texts += QStringLiteral("line %1").arg(i);
    sayAll(*ben, texts);
    const auto device = again(*anna, "new device");
    SessionViewModel mine(*device->session);
    mine.search()->setQuery(QStringLiteral("\"line 7\""));
    const auto row = [&] { return excerpts(*mine.search()).indexOf(QStringLiteral("<b>line 7</b>")); };
    ASSERT_TRUE(waitFor([&] {
        mine.search()->loadMore();
        return row() >= 0;
    }));
    ConversationViewModel &talk = *mine.conversation();
    mine.search()->open(int(row()));
    ASSERT_TRUE(waitFor([&] { return talk.isAway(); }));
    talk.setDraft(QStringLiteral("at the end"));
    talk.send();
    talk.toNewest(); // as the view does when something was sent
    EXPECT_FALSE(talk.isAway());
    EXPECT_EQ(
        get(talk.messages(), 0, MessageListModel::PlainTextRole).toString(), QStringLiteral("at the end"));
    EXPECT_EQ(
        get(talk.messages(), 1, MessageListModel::PlainTextRole).toString(), QStringLiteral("line 499"));
}

TEST_F(SearchTest, ADeletedMessageGoesFromWhatWasFound)
{
    sayAll(*ben, {QStringLiteral("kiln one"), QStringLiteral("kiln two")});
    SessionViewModel mine(*anna->session);
    ASSERT_TRUE(finds(*mine.search(), QStringLiteral("kiln"),
        {QStringLiteral("<b>kiln</b> two"), QStringLiteral("<b>kiln</b> one")}));
    const auto newest = ben->session->store().newest(room, 1);
    ASSERT_EQ(newest.size(), 1);
    ASSERT_TRUE(ben->session->changeMessage(OutboxItem::Kind::Delete, room, newest.first().id));
    EXPECT_TRUE(
        waitFor([&] { return excerpts(*mine.search()) == QStringList{QStringLiteral("<b>kiln</b> one")}; }));
}

} // namespace
} // namespace hearth::app
