// Dashboards where answers and news overtake one another, which the real server does only by chance.
#include "app/viewmodels/dashboardrotation.h"
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/device.h"

#include <QSignalSpy>

namespace hearth::app {
namespace {

const auto oneKiln = QStringLiteral("GET /api/dashboards/kiln");
const auto all = QStringLiteral("GET /api/dashboards");
const auto put = QStringLiteral("PUT /api/dashboards");
const auto remove = QStringLiteral("DELETE /api/dashboards/kiln");

QJsonObject kiln(int version, const QString &name, const QStringList &panels = {})
{
    protocol::Dashboard out{QStringLiteral("kiln"), name, {}, version, 1, QStringLiteral("u2")};
    for (const QString &id : panels) {
        protocol::Panel panel;
        panel.id = panel.title = id;
        panel.series = {{QStringLiteral("kiln"), QStringLiteral("value"), {}}};
        panel.x = 4 * out.panels.size();
        out.panels += panel;
    }
    return protocol::encodeObject(out);
}

class DashboardRaceTest : public DeviceTest
{
protected:
    void SetUp() override
    {
        openAccount(rest.url());
        mine = std::make_unique<SessionViewModel>(*session);
    }
    //! The server has this one, which is open here.
    void open(const QJsonObject &dashboard)
    {
        rest.answers[all] = {{QStringLiteral("dashboards"), QJsonArray{dashboard}}};
        QSignalSpy heard(&session->dashboards(), &Dashboards::listChanged);
        session->dashboards().refresh();
        ASSERT_TRUE(waitFor([&] { return heard.count() > 0; }));
        mine->dashboards()->open(QStringLiteral("kiln"));
        ASSERT_TRUE(mine->dashboards()->current());
    }
    //! As the socket tells it; 0: deleted.
    void tell(int version)
    {
        Q_EMIT session->connection().eventReceived(
            QStringLiteral("dashboard:changed"), {QJsonObject{{QStringLiteral("id"), QStringLiteral("kiln")},
                                                     {QStringLiteral("version"), version}}});
    }
    static QJsonObject answer(const QJsonObject &dashboard)
    {
        return {{QStringLiteral("dashboard"), dashboard}};
    }
    DashboardViewModel &board() { return *mine->dashboards()->current(); }
    bool waits(const QString &request)
    {
        return waitFor([&] { return rest.holds(request); });
    }
    bool hasEdit() { return session->dashboards().store().edit(QStringLiteral("kiln")).has_value(); }

    std::unique_ptr<SessionViewModel> mine;
};

TEST_F(DashboardRaceTest, WhatWasDeletedIsNotBroughtBackByAnAnswerFromBefore)
{
    open(kiln(1, QStringLiteral("Kiln")));
    rest.answers[oneKiln] = answer(kiln(2, QStringLiteral("Late")));
    rest.held.insert(oneKiln);
    tell(2);
    ASSERT_TRUE(waits(oneKiln));
    tell(0);
    EXPECT_EQ(mine->dashboards()->list()->count(), 0);
    QSignalSpy changed(&session->dashboards(), &Dashboards::changed);
    rest.release(oneKiln);
    // Another that is asked for later: by then the first has been answered.
    const auto other = QStringLiteral("GET /api/dashboards/other");
    QJsonObject made = kiln(1, QStringLiteral("Other"));
    made.insert(QStringLiteral("id"), QStringLiteral("other"));
    rest.answers[other] = answer(made);
    Q_EMIT session->connection().eventReceived(QStringLiteral("dashboard:changed"),
        {QJsonObject{{QStringLiteral("id"), QStringLiteral("other")}, {QStringLiteral("version"), 1}}});
    ASSERT_TRUE(
        waitFor([&] { return changed.count() >= 1 && session->dashboards().find(QStringLiteral("other")); }));
    EXPECT_FALSE(session->dashboards().find(QStringLiteral("kiln")));
}

TEST_F(DashboardRaceTest, NewsThatCameWhileItWasSavedIsToldWhateverTheAnswer)
{
    const struct
    {
        const char *what;
        int news;
        const char *note;
    } cases[] = {
        {"changed", 3, "Somebody changed"},
        {"deleted", 0, "Somebody deleted"},
    };
    for (const auto &each : cases) {
        SCOPED_TRACE(each.what);
        open(kiln(1, QStringLiteral("Kiln")));
        board().rename(QStringLiteral("Mine"));
        rest.held.insert(put);
        board().save();
        ASSERT_TRUE(waits(put));
        rest.answers[oneKiln] = answer(kiln(3, QStringLiteral("Theirs")));
        tell(each.news);
        const auto hasCome = [&] {
            const auto *now = session->dashboards().find(QStringLiteral("kiln"));
            return each.news == 0 ? !now : now && now->version == 3;
        };
        ASSERT_TRUE(waitFor(hasCome));
        EXPECT_EQ(board().noteText(), QString()) << "it is the answer's turn";
        rest.answers[put] = {{QStringLiteral("dashboard"), QStringLiteral("no answer of a server")}};
        rest.release(put);
        ASSERT_TRUE(waitFor([&] { return !board().isBusy(); }));
        EXPECT_TRUE(board().noteText().startsWith(QLatin1String(each.note)))
            << qPrintable(board().noteText());
        EXPECT_EQ(board().name(), QStringLiteral("Mine"));
        EXPECT_TRUE(hasEdit());
        board().discard();
        mine->dashboards()->close();
    }
}

TEST_F(DashboardRaceTest, TheAnswerTellsThatItWasDeletedWhereNobodyElseDid)
{
    open(kiln(1, QStringLiteral("Kiln")));
    board().rename(QStringLiteral("Mine"));
    board().save(); // 404
    ASSERT_TRUE(waitFor([&] { return !board().isBusy(); }));
    EXPECT_TRUE(board().noteText().startsWith(u"Somebody deleted")) << qPrintable(board().noteText());
    EXPECT_TRUE(hasEdit());
}

TEST_F(DashboardRaceTest, WhatIsThrownAwayWhileItIsSavedIsGoneWithTheAnswer)
{
    open(kiln(1, QStringLiteral("Kiln")));
    const struct
    {
        const char *what;
        QJsonObject answer;
        const char *name;
    } cases[] = {
        {"saved", answer(kiln(2, QStringLiteral("Mine"))), "Mine"},
        {"refused", {{QStringLiteral("dashboard"), 1}}, "Mine"},
    };
    for (const auto &each : cases) {
        SCOPED_TRACE(each.what);
        rest.answers[put] = each.answer;
        rest.held.insert(put);
        board().rename(board().name() == u"Kiln" ? QStringLiteral("Mine") : QStringLiteral("Other"));
        board().save();
        ASSERT_TRUE(waits(put));
        board().discard();
        rest.release(put);
        ASSERT_TRUE(waitFor([&] { return !board().isBusy(); }));
        EXPECT_FALSE(board().isEditing());
        EXPECT_FALSE(board().isDirty());
        EXPECT_FALSE(board().canUndo());
        EXPECT_EQ(board().name(), QLatin1String(each.name)) << "as the server has it";
        EXPECT_EQ(board().noteText(), QString());
        EXPECT_FALSE(hasEdit());
    }
}

//! Nobody is there any more to hear the answer.
TEST_F(DashboardRaceTest, WhatIsSavedOrThrownAwayIsNoEditOnceItsBoardIsClosed)
{
    const struct
    {
        const char *what;
        bool isDiscarded, goesOn, leavesEdit;
    } cases[] = {{"saved", false, false, false}, {"thrown away", true, false, false},
        {"edited meanwhile", false, true, true}};
    int version = 1;
    for (const auto &each : cases) {
        SCOPED_TRACE(each.what);
        open(kiln(version, QStringLiteral("Kiln%1").arg(version)));
        const QString wanted = QStringLiteral("Mine%1").arg(++version);
        rest.answers[put] = answer(kiln(version, wanted));
        rest.held.insert(put);
        board().rename(wanted);
        board().save();
        ASSERT_TRUE(waits(put));
        if (each.isDiscarded)
            board().discard();
        if (each.goesOn)
            board().rename(QStringLiteral("later"));
        mine->dashboards()->close();
        rest.release(put);
        ASSERT_TRUE(
            waitFor([&] { return session->dashboards().find(QStringLiteral("kiln"))->name == wanted; }));
        const auto edit = session->dashboards().store().edit(QStringLiteral("kiln"));
        ASSERT_EQ(edit.has_value(), each.leavesEdit);
        if (edit) {
            EXPECT_EQ(edit->version, version) << "nobody else has changed it";
            EXPECT_EQ(edit->name, QStringLiteral("later"));
        }
    }
}

TEST_F(DashboardRaceTest, ADeletionTakesTheEditWithItOnlyOnceItIsDone)
{
    open(kiln(1, QStringLiteral("Kiln")));
    board().rename(QStringLiteral("Mine"));
    session->dashboards().store().saveEdit(board().dashboard());
    rest.held.insert(remove);
    mine->dashboards()->removeCurrent();
    ASSERT_TRUE(waits(remove));
    EXPECT_TRUE(hasEdit());
    rest.close(); // and there is no answer
    for (QTcpSocket *each : rest.findChildren<QTcpSocket *>())
        each->abort();
    ASSERT_TRUE(waitFor([&] { return !mine->dashboards()->isBusy(); }));
    EXPECT_NE(mine->dashboards()->errorText(), QString());
    ASSERT_TRUE(mine->dashboards()->current()) << "still open";
    EXPECT_EQ(board().name(), QStringLiteral("Mine"));
    EXPECT_TRUE(hasEdit());
}

TEST_F(DashboardRaceTest, ItsOwnDeletionIsNoNews)
{
    open(kiln(1, QStringLiteral("Kiln")));
    board().rename(QStringLiteral("Mine"));
    QSignalSpy lost(mine->dashboards(), &DashboardsViewModel::lost);
    rest.answers[remove] = {};
    rest.held.insert(remove);
    mine->dashboards()->removeCurrent();
    ASSERT_TRUE(waits(remove));
    tell(0); // before the answer
    EXPECT_TRUE(mine->dashboards()->current());
    EXPECT_EQ(board().noteText(), QString());
    rest.release(remove);
    ASSERT_TRUE(waitFor([&] { return !mine->dashboards()->current(); }));
    EXPECT_EQ(lost.count(), 0);
    EXPECT_FALSE(hasEdit());
    EXPECT_EQ(mine->dashboards()->errorText(), QString());
}

TEST_F(DashboardRaceTest, ADragOverPanelsThatAreGoneMovesNothing)
{
    open(kiln(1, QStringLiteral("Kiln"), {QStringLiteral("a"), QStringLiteral("b")}));
    board().beginEdit();
    board().dragTo(QStringLiteral("b"), 0, 0);
    rest.answers[oneKiln] = answer(kiln(2, QStringLiteral("Kiln"), {QStringLiteral("a")}));
    tell(2);
    ASSERT_TRUE(waitFor([&] { return board().panels()->count() == 1; }));
    board().drop();
    EXPECT_FALSE(board().isDirty());
    board().dragTo(QStringLiteral("b"), 0, 0);
    board().drop();
    EXPECT_FALSE(board().isDirty());
    // One that comes, and one that goes, while one is dragged.
    board().dragTo(QStringLiteral("a"), 8, 0);
    board().addChannel(QStringLiteral("tank"));
    board().drop();
    EXPECT_EQ(board().panels()->count(), 2);
    board().undo();
    EXPECT_FALSE(board().isDirty());
    board().dragTo(QStringLiteral("a"), 8, 0);
    board().removePanel(QStringLiteral("a"));
    board().drop();
    EXPECT_EQ(board().panels()->count(), 0);
    EXPECT_EQ(board().undoText(), QStringLiteral("Removed “a”"));
}

TEST_F(DashboardRaceTest, AWallSaysWhatIsMissingOnceTheServerWasHeard)
{
    DashboardRotation wall(*mine->dashboards(), {{QStringLiteral("Kiln"), QStringLiteral("no such")}, 3600});
    EXPECT_EQ(wall.noteText(), QString()) << "nobody knows yet";
    open(kiln(1, QStringLiteral("Kiln")));
    EXPECT_EQ(wall.noteText(), QStringLiteral("There is no dashboard “no such”."));
}

TEST_F(DashboardRaceTest, MoreThanAServerHasAreNotTaken)
{
    QJsonArray many;
    for (int i = 0; i < Dashboards::mostKept + 5; ++i) {
        QJsonObject each = kiln(1, QStringLiteral("Kiln"));
        each.insert(QStringLiteral("id"), QString::number(i));
        many += each;
    }
    rest.answers[all] = {{QStringLiteral("dashboards"), many}};
    session->dashboards().refresh();
    ASSERT_TRUE(waitFor([&] { return session->dashboards().isHeard(); }));
    EXPECT_EQ(session->dashboards().all().size(), Dashboards::mostKept);
    rest.answers[oneKiln] = answer(kiln(1, QStringLiteral("One more")));
    QSignalSpy changed(&session->dashboards(), &Dashboards::changed);
    tell(1);
    ASSERT_TRUE(waitFor([&] { return rest.asked.contains(oneKiln); }));
    rest.answers[QStringLiteral("GET /api/dashboards/0")] = answer(QJsonObject{
        {QStringLiteral("id"), QStringLiteral("0")}, {QStringLiteral("name"), QStringLiteral("Known")},
        {QStringLiteral("panels"), QJsonArray()}, {QStringLiteral("version"), 2},
        {QStringLiteral("updatedAt"), 1}, {QStringLiteral("updatedBy"), QStringLiteral("u1")}});
    Q_EMIT session->connection().eventReceived(QStringLiteral("dashboard:changed"),
        {QJsonObject{{QStringLiteral("id"), QStringLiteral("0")}, {QStringLiteral("version"), 2}}});
    ASSERT_TRUE(waitFor([&] { return changed.count() == 1; })) << "one that is known";
    EXPECT_EQ(session->dashboards().all().size(), Dashboards::mostKept);
}

} // namespace
} // namespace hearth::app
