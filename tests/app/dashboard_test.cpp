// Dashboards in the app, against the real server.
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/people.h"

#include <QSignalSpy>

namespace hearth::app {
namespace {

using protocol::Dashboard;
using protocol::Panel;
using protocol::PutDashboard;

class DashboardTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna->goLive() && ben->goLive());
        annas = std::make_unique<SessionViewModel>(*anna->session);
        bens = std::make_unique<SessionViewModel>(*ben->session);
        ASSERT_TRUE(waitFor([&] { return anna->session->dashboards().isHeard(); }));
        ASSERT_TRUE(waitFor([&] { return ben->session->dashboards().isHeard(); }));
    }
    void TearDown() override
    {
        annas.reset();
        bens.reset();
    }

    static Panel panel(const QString &id, const QString &title, int x = 0, int y = 0, int w = 4)
    {
        Panel out;
        out.id = id;
        out.title = title;
        out.series = {{QStringLiteral("kiln"), QString(), std::nullopt}};
        out.x = x;
        out.y = y;
        out.w = w;
        return out;
    }
    //! By REST, as a script would.
    Dashboard put(Person &person, const PutDashboard &wanted)
    {
        std::optional<Result<Dashboard>> stored;
        person.session->rest().putDashboard(wanted, [&](Result<Dashboard> got) { stored = got; });
        EXPECT_TRUE(waitFor([&] { return stored.has_value(); }));
        EXPECT_TRUE(stored && *stored) << (stored ? qPrintable(stored->error().message) : "no answer");
        return stored && *stored ? **stored : Dashboard();
    }
    //! Both know it, and it is open at both.
    Dashboard shared(const QList<Panel> &panels)
    {
        const Dashboard made = put(*anna, {{}, QStringLiteral("Kiln"), panels, {}});
        const auto open = [&](SessionViewModel &session) {
            EXPECT_TRUE(waitFor([&] { return session.dashboards()->list()->count() == 1; }));
            session.dashboards()->open(made.id);
            EXPECT_NE(session.dashboards()->current(), nullptr);
        };
        open(*annas);
        open(*bens);
        return made;
    }
    DashboardViewModel &annasBoard() { return *annas->dashboards()->current(); }
    DashboardViewModel &bensBoard() { return *bens->dashboards()->current(); }
    static QStringList titles(const DashboardViewModel &board)
    {
        QStringList out;
        for (int row = 0; row < board.panels()->rowCount(); ++row)
            out += get(board.panels(), row, DashboardPanels::PanelRole).value<PanelData *>()->title();
        return out;
    }
    static QString placeOf(const DashboardViewModel &board, int row)
    {
        const auto at = [&](int role) { return get(board.panels(), row, role).toInt(); };
        return QStringLiteral("%1,%2 %3x%4")
            .arg(at(DashboardPanels::ColumnRole))
            .arg(at(DashboardPanels::RowRole))
            .arg(at(DashboardPanels::WideRole))
            .arg(at(DashboardPanels::HighRole));
    }
    void publish(const QString &channel, const QJsonValue &value)
    {
        std::optional<bool> done;
        anna->session->connection().send(protocol::ChannelPublish{channel, value, {}},
            [&](const Result<protocol::ChannelPublishAck> &ack) { done = ack.isOk(); });
        ASSERT_TRUE(waitFor([&] { return done.has_value(); }));
        ASSERT_TRUE(*done);
    }

    std::unique_ptr<SessionViewModel> annas, bens;
};

TEST_F(DashboardTest, IsMadeAndFoundByOthers)
{
    QSignalSpy created(annas->dashboards(), &DashboardsViewModel::created);
    annas->dashboards()->create(QStringLiteral("  "));
    EXPECT_EQ(annas->dashboards()->errorText(), QStringLiteral("A dashboard needs a name."));
    annas->dashboards()->create(QStringLiteral("Kiln 10"));
    ASSERT_TRUE(waitFor([&] { return created.count() == 1; }));
    EXPECT_EQ(annasBoard().name(), QStringLiteral("Kiln 10"));
    put(*ben, {{}, QStringLiteral("alarms"), {}, {}});
    ASSERT_TRUE(waitFor([&] { return annas->dashboards()->list()->count() == 2; }));
    ASSERT_TRUE(waitFor([&] { return bens->dashboards()->list()->count() == 2; }));
    EXPECT_EQ(
        get(bens->dashboards()->list(), 0, DashboardList::NameRole).toString(), QStringLiteral("alarms"));
    EXPECT_EQ(bens->dashboards()->list()->idOf(QStringLiteral("KILN 10")), annasBoard().dashboardId());
    bens->switcher()->setQuery(QStringLiteral("kiln 10"));
    EXPECT_EQ(get(bens->switcher(), 0, SwitcherModel::KindRole).toString(), QStringLiteral("dashboard"));
    bens->switcher()->activate(0);
    ASSERT_TRUE(bens->dashboards()->current());
    EXPECT_EQ(bensBoard().name(), QStringLiteral("Kiln 10"));
}

TEST_F(DashboardTest, TakesThePlaceOfTheConversation)
{
    annas->openRoom(room);
    ASSERT_TRUE(annas->conversation());
    shared({panel(QStringLiteral("a"), QStringLiteral("A"))});
    EXPECT_EQ(annas->conversation(), nullptr) << "nothing is read while it is not in sight";
    EXPECT_EQ(annas->rooms()->current(), QString());
    annas->dashboards()->close();
    ASSERT_TRUE(annas->conversation());
    EXPECT_EQ(annas->conversation()->roomId(), room);
    annas->dashboards()->open(annas->dashboards()->list()->idAt(0));
    annas->openRoom(room);
    EXPECT_EQ(annas->dashboards()->current(), nullptr);
    EXPECT_EQ(annas->rooms()->current(), room);
}

TEST_F(DashboardTest, OpensFromThisDeviceBeforeTheNetworkAnswers)
{
    const Dashboard made = shared({panel(QStringLiteral("a"), QStringLiteral("Draught"))});
    annas.reset();
    hearthd.reset();
    anna->reopen();
    annas = std::make_unique<SessionViewModel>(*anna->session);
    ASSERT_TRUE(annas->dashboards()->current()) << "where it was left";
    EXPECT_EQ(annasBoard().dashboardId(), made.id);
    EXPECT_EQ(titles(annasBoard()), QStringList{QStringLiteral("Draught")});
    EXPECT_EQ(annas->conversation(), nullptr);
}

TEST_F(DashboardTest, FollowsWhatOthersChange)
{
    Dashboard made = shared({panel(QStringLiteral("a"), QStringLiteral("A")),
        panel(QStringLiteral("b"), QStringLiteral("B"), 4)});
    auto *const kept = get(annasBoard().panels(), 0, DashboardPanels::PanelRole).value<PanelData *>();
    made.panels.first().title = QStringLiteral("Changed");
    made.panels += panel(QStringLiteral("c"), QStringLiteral("C"), 8);
    put(*ben, {made.id, QStringLiteral("Kiln two"), made.panels, made.version});
    ASSERT_TRUE(waitFor([&] { return annasBoard().panels()->count() == 3; }));
    EXPECT_EQ(titles(annasBoard()),
        (QStringList{QStringLiteral("Changed"), QStringLiteral("B"), QStringLiteral("C")}));
    EXPECT_EQ(annasBoard().name(), QStringLiteral("Kiln two"));
    EXPECT_EQ(get(annasBoard().panels(), 0, DashboardPanels::PanelRole).value<PanelData *>(), kept)
        << "its chart goes on without a gap";
    EXPECT_EQ(
        get(annas->dashboards()->list(), 0, DashboardList::NameRole).toString(), QStringLiteral("Kiln two"));
    bens->dashboards()->removeCurrent();
    ASSERT_TRUE(waitFor([&] { return annas->dashboards()->current() == nullptr; }));
    EXPECT_EQ(annas->errorText(), QStringLiteral("“Kiln two” was deleted."));
    EXPECT_EQ(annas->dashboards()->list()->count(), 0);
}

TEST_F(DashboardTest, OffersChannelsThatAreOnNoPanel)
{
    publish(QStringLiteral("kiln"), 21.5);
    publish(QStringLiteral("tank"),
        QJsonObject{{QStringLiteral("level"), 3}, {QStringLiteral("state"), QStringLiteral("ok")}});
    publish(QStringLiteral("door"), QStringLiteral("open"));
    shared({panel(QStringLiteral("a"), QStringLiteral("A"))});
    const ChannelsModel &channels = *annasBoard().channels();
    const auto offered = [&] {
        QStringList out;
        for (int row = 0; row < channels.rowCount(); ++row)
            out += get(&channels, row, ChannelsModel::ChannelRole).toString();
        out.removeAll(QStringLiteral("dashboard:metrics"));
        return out;
    };
    ASSERT_TRUE(waitFor([&] { return offered().size() == 2; }));
    EXPECT_EQ(offered(), (QStringList{QStringLiteral("door"), QStringLiteral("tank")}))
        << "kiln is on a panel";
    EXPECT_EQ(channels.fieldsOf(QStringLiteral("tank")), QStringList{QStringLiteral("level")});
    EXPECT_EQ(channels.fieldsOf(QStringLiteral("kiln")), QStringList{QStringLiteral("value")});
    EXPECT_EQ(channels.hints(QStringLiteral("ta")), QStringList{QStringLiteral("tank")});
    annasBoard().addChannel(QStringLiteral("door"));
    ASSERT_TRUE(waitFor([&] { return bensBoard().panels()->count() == 2; })) << "saved at once";
    EXPECT_EQ(bensBoard().dashboard().panels.last().kind, protocol::PanelKind::Log) << "it has no numbers";
    EXPECT_EQ(placeOf(bensBoard(), 1), QStringLiteral("4,0 4x3"));
    EXPECT_TRUE(waitFor([&] { return !annasBoard().isEditing(); }));
    EXPECT_EQ(offered(), QStringList{QStringLiteral("tank")});
}

TEST_F(DashboardTest, FoldsWithThePage)
{
    shared(
        {panel(QStringLiteral("a"), QStringLiteral("A")), panel(QStringLiteral("b"), QStringLiteral("B"), 4),
            panel(QStringLiteral("c"), QStringLiteral("C"), 8)});
    EXPECT_EQ(placeOf(annasBoard(), 2), QStringLiteral("8,0 4x3"));
    annasBoard().setColumns(6);
    EXPECT_EQ(placeOf(annasBoard(), 1), QStringLiteral("3,0 3x3"));
    EXPECT_EQ(placeOf(annasBoard(), 2), QStringLiteral("0,3 6x3"));
    annasBoard().setColumns(1);
    EXPECT_EQ(placeOf(annasBoard(), 2), QStringLiteral("0,6 1x3"));
    EXPECT_EQ(annasBoard().lines(), 9);
    EXPECT_FALSE(annasBoard().isDirty()) << "only how it is shown";
}

TEST_F(DashboardTest, IsEditedAndSaved)
{
    shared({panel(QStringLiteral("a"), QStringLiteral("A")),
        panel(QStringLiteral("b"), QStringLiteral("B"), 4)});
    annasBoard().beginEdit();
    QSignalSpy said(&annasBoard(), &DashboardViewModel::announced);
    annasBoard().step(QStringLiteral("a"), 1, 0);
    EXPECT_EQ(said.takeFirst().at(0).toString(), QStringLiteral("A: column 2, row 1, 4 wide, 3 high"));
    EXPECT_EQ(placeOf(annasBoard(), 1), QStringLiteral("4,3 4x3")) << "B made room";
    annasBoard().grow(QStringLiteral("a"), 2, 1);
    annasBoard().dragTo(QStringLiteral("b"), 8, 0);
    EXPECT_EQ(placeOf(annasBoard(), 1), QStringLiteral("8,0 4x3")) << "shown";
    EXPECT_EQ(annasBoard().dashboard().panels.at(1).x, 4) << "and not done before it is dropped";
    annasBoard().cancelDrag();
    EXPECT_EQ(placeOf(annasBoard(), 1), QStringLiteral("4,4 4x3"));
    annasBoard().stretchTo(QStringLiteral("b"), 8, 2);
    annasBoard().drop();
    annasBoard().rename(QStringLiteral(" Oven "));
    annasBoard().removePanel(QStringLiteral("a"));
    EXPECT_EQ(annasBoard().undoText(), QStringLiteral("Removed “A”"));
    annasBoard().undo();
    EXPECT_EQ(titles(annasBoard()), (QStringList{QStringLiteral("A"), QStringLiteral("B")}));
    EXPECT_EQ(titles(bensBoard()).size(), 2);
    EXPECT_EQ(bensBoard().name(), QStringLiteral("Kiln")) << "nothing is sent while it is edited";
    annasBoard().save();
    EXPECT_TRUE(annasBoard().isBusy());
    ASSERT_TRUE(waitFor([&] { return bensBoard().name() == u"Oven"; }));
    EXPECT_EQ(placeOf(bensBoard(), 0), QStringLiteral("1,0 6x4"));
    EXPECT_EQ(placeOf(bensBoard(), 1), QStringLiteral("4,4 8x2"));
    ASSERT_TRUE(waitFor([&] { return !annasBoard().isEditing(); }));
    EXPECT_FALSE(annasBoard().isDirty());
    EXPECT_FALSE(annasBoard().canUndo());
    EXPECT_FALSE(anna->session->dashboards().store().edit(annasBoard().dashboardId()));
}

TEST_F(DashboardTest, EveryEditIsTakenBackInTurn)
{
    shared({panel(QStringLiteral("a"), QStringLiteral("A"))});
    const Dashboard before = annasBoard().dashboard();
    annasBoard().beginEdit();
    annasBoard().rename(QStringLiteral("Other"));
    annasBoard().step(QStringLiteral("a"), 1, 0);
    annasBoard().addChannel(QStringLiteral("tank"));
    annasBoard().removePanel(QStringLiteral("a"));
    annasBoard().removePanel(QStringLiteral("nobody"));
    int undone = 0;
    for (; annasBoard().canUndo(); ++undone)
        annasBoard().undo();
    EXPECT_EQ(undone, 4);
    EXPECT_EQ(annasBoard().dashboard(), before);
    EXPECT_FALSE(annasBoard().isDirty());
    for (int i = 0; i < 60; ++i)
        annasBoard().step(QStringLiteral("a"), i % 2 == 0 ? 1 : -1, 0);
    for (undone = 0; annasBoard().canUndo(); ++undone)
        annasBoard().undo();
    EXPECT_EQ(undone, DashboardViewModel::undosAtMost);
}

TEST_F(DashboardTest, SomebodyElsesChangeIsToldAndNothingLost)
{
    for (const bool keeps : {true, false}) {
        SCOPED_TRACE(keeps);
        Dashboard made = keeps ? shared({panel(QStringLiteral("a"), QStringLiteral("A"))})
                               : annas->dashboards()->current()->dashboard();
        annasBoard().beginEdit();
        const QString mine = keeps ? QStringLiteral("Anna's") : QStringLiteral("Anna's second");
        annasBoard().rename(mine);
        put(*ben, {made.id, QStringLiteral("Ben's"), made.panels, made.version});
        ASSERT_TRUE(waitFor([&] { return annasBoard().isConflict(); }));
        EXPECT_EQ(annasBoard().name(), mine) << "and mine is still here";
        EXPECT_TRUE(annasBoard().noteText().startsWith(QStringLiteral("ben changed")))
            << qPrintable(annasBoard().noteText());
        annasBoard().save();
        EXPECT_FALSE(annasBoard().isBusy()) << "not without a word";
        if (keeps)
            annasBoard().saveOver();
        else
            annasBoard().discard();
        ASSERT_TRUE(waitFor([&] { return !annasBoard().isEditing(); }));
        EXPECT_EQ(annasBoard().name(), keeps ? QStringLiteral("Anna's") : QStringLiteral("Ben's"));
        ASSERT_TRUE(waitFor([&] { return bensBoard().name() == annasBoard().name(); }));
        EXPECT_EQ(annasBoard().noteText(), QString());
    }
}

TEST_F(DashboardTest, AConflictThatWasNotHeardOfIsToldByTheAnswer)
{
    const Dashboard made = shared({panel(QStringLiteral("a"), QStringLiteral("A"))});
    annasBoard().beginEdit();
    annasBoard().rename(QStringLiteral("Anna's"));
    // Both leave at once: one of the two comes second.
    bensBoard().beginEdit();
    bensBoard().rename(QStringLiteral("Ben's"));
    annasBoard().save();
    bensBoard().save();
    ASSERT_TRUE(waitFor([&] { return annasBoard().isConflict() || bensBoard().isConflict(); }));
    DashboardViewModel &second = annasBoard().isConflict() ? annasBoard() : bensBoard();
    EXPECT_TRUE(second.isEditing());
    second.saveOver();
    ASSERT_TRUE(waitFor([&] { return !second.isEditing() || second.isConflict(); }));
    if (second.isConflict()) // the news came after the answer
        second.saveOver();
    ASSERT_TRUE(waitFor([&] { return !second.isEditing(); }));
    ASSERT_TRUE(waitFor([&] { return annasBoard().name() == bensBoard().name(); }));
}

TEST_F(DashboardTest, OfflineTheEditIsKeptAndSavedLater)
{
    shared({panel(QStringLiteral("a"), QStringLiteral("A"))});
    const quint16 port = hearthd->port();
    hearthd->drain();
    hearthd.reset();
    ASSERT_TRUE(waitFor([&] { return anna->session->connection().state() != Connection::State::Live; }));
    annasBoard().beginEdit();
    annasBoard().rename(QStringLiteral("Made offline"));
    annasBoard().save();
    ASSERT_TRUE(waitFor([&] { return !annasBoard().isBusy(); }));
    EXPECT_EQ(annasBoard().noteText(),
        QStringLiteral("Offline. What you changed is kept on this computer and will be saved."));
    EXPECT_TRUE(annasBoard().isEditing());
    startServer(port);
    ASSERT_TRUE(waitFor([&] { return !annasBoard().isEditing(); }));
    EXPECT_EQ(annasBoard().noteText(), QString());
    ASSERT_TRUE(waitFor([&] { return bensBoard().name() == u"Made offline"; }));
}

TEST_F(DashboardTest, AnEditOutlivesTheProgram)
{
    shared({panel(QStringLiteral("a"), QStringLiteral("A"))});
    annasBoard().beginEdit();
    annasBoard().rename(QStringLiteral("Half done"));
    annas.reset();
    anna->reopen();
    annas = std::make_unique<SessionViewModel>(*anna->session);
    ASSERT_TRUE(annas->dashboards()->current());
    EXPECT_EQ(annasBoard().name(), QStringLiteral("Half done"));
    EXPECT_TRUE(annasBoard().isEditing());
    EXPECT_EQ(annasBoard().noteText(),
        QStringLiteral("This change is not saved yet. It is kept on this computer."));
    ASSERT_TRUE(anna->goLive());
    annasBoard().save();
    ASSERT_TRUE(waitFor([&] { return bensBoard().name() == u"Half done"; }));
}

TEST_F(DashboardTest, WhatWasDeletedWhileItIsEditedIsKept)
{
    shared({panel(QStringLiteral("a"), QStringLiteral("A"))});
    annasBoard().beginEdit();
    annasBoard().rename(QStringLiteral("Kept"));
    bens->dashboards()->removeCurrent();
    ASSERT_TRUE(waitFor([&] { return !annasBoard().noteText().isEmpty(); }));
    annasBoard().save();
    ASSERT_TRUE(waitFor([&] { return bens->dashboards()->list()->count() == 1; }));
    EXPECT_EQ(get(bens->dashboards()->list(), 0, DashboardList::NameRole).toString(), QStringLiteral("Kept"));
    EXPECT_TRUE(waitFor([&] { return annas->dashboards()->current() && !annasBoard().isEditing(); }))
        << "and is open";
}

TEST_F(DashboardTest, APanelIsDescribedByAForm)
{
    shared({});
    annasBoard().newPanel();
    PanelEditor *editor = annasBoard().editor();
    ASSERT_TRUE(editor);
    EXPECT_TRUE(editor->isNew());
    editor->save();
    EXPECT_EQ(editor->errorText(), QStringLiteral("Say at least one channel that it shows."));
    editor->series()->set(0, QStringLiteral("channel"), QStringLiteral("kiln"));
    editor->series()->set(0, QStringLiteral("field"), QStringLiteral("temp"));
    editor->setProperty("kind", QStringLiteral("gauge"));
    editor->setProperty("unit", QStringLiteral("°C"));
    editor->setProperty("least", QStringLiteral("1300"));
    editor->setProperty("most", QStringLiteral("0"));
    editor->save();
    EXPECT_EQ(editor->errorText(), QStringLiteral("The least of the scale is not below the most."));
    editor->setProperty("least", QStringLiteral("elf"));
    editor->save();
    EXPECT_EQ(editor->errorText(), QStringLiteral("“elf” is no number."));
    editor->setProperty("least", QStringLiteral("0"));
    editor->setProperty("most", QStringLiteral("1300.5"));
    editor->thresholds()->add();
    editor->thresholds()->set(0, QStringLiteral("value"), QStringLiteral("1200"));
    editor->thresholds()->set(0, QStringLiteral("level"), QStringLiteral("critical"));
    editor->setProperty("unit", QString(40, u'x'));
    editor->save();
    EXPECT_NE(editor->errorText(), QString()) << "as the server judges";
    editor->setProperty("unit", QStringLiteral("°C"));
    editor->save();
    EXPECT_EQ(annasBoard().editor(), nullptr);
    ASSERT_TRUE(waitFor([&] { return bensBoard().panels()->count() == 1; })) << "saved at once";
    Panel made = bensBoard().dashboard().panels.first();
    EXPECT_EQ(made.title, QStringLiteral("kiln")) << "called as what it shows";
    EXPECT_EQ(made.kind, protocol::PanelKind::Gauge);
    EXPECT_EQ(made.max, 1300.5);
    EXPECT_EQ(made.thresholds, (QList<protocol::Threshold>{{1200, protocol::ThresholdLevel::Critical}}));
    bensBoard().beginEdit();
    bensBoard().editPanel(made.id);
    EXPECT_EQ(bensBoard().editor()->thresholds()->rows(),
        (QList<QStringList>{{QStringLiteral("1200"), QStringLiteral("critical")}}));
    bensBoard().editor()->setProperty("kind", QStringLiteral("text"));
    bensBoard().editor()->setProperty("text", QStringLiteral("**Notes**"));
    bensBoard().editor()->save();
    made = bensBoard().dashboard().panels.first();
    EXPECT_TRUE(made.series.isEmpty() && !made.thresholds && !made.unit) << "a text has no scale";
}

} // namespace
} // namespace hearth::app
