// Dashboards in the app as they are edited, against the real server.
#include "tests/app/dashboards.h"

namespace hearth::app {
namespace {

using DashboardEditingTest = DashboardTest;

TEST_F(DashboardEditingTest, IsEditedAndSaved)
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

TEST_F(DashboardEditingTest, EveryEditIsTakenBackInTurn)
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

TEST_F(DashboardEditingTest, SomebodyElsesChangeIsToldAndNothingLost)
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

TEST_F(DashboardEditingTest, AConflictThatWasNotHeardOfIsToldByTheAnswer)
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

TEST_F(DashboardEditingTest, OfflineTheEditIsKeptAndSavedLater)
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

TEST_F(DashboardEditingTest, AnEditOutlivesTheProgram)
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

TEST_F(DashboardEditingTest, WhatWasDeletedWhileItIsEditedIsKept)
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

TEST_F(DashboardEditingTest, OneTooManySaysSoAndWhatIsPutUnchangedLeavesNoEdit)
{
    QList<Panel> panels;
    for (int i = 0; i < protocol::panelsRange.max; ++i)
        panels += panel(QStringLiteral("p%1").arg(i), QStringLiteral("P"), 0, 3 * i);
    shared(panels);
    annasBoard().addChannel(QStringLiteral("tank"));
    EXPECT_EQ(annasBoard().noteText(), QStringLiteral("A dashboard holds 48 panels at most."));
    EXPECT_FALSE(annasBoard().isBusy());
    annasBoard().putPanel(annasBoard().dashboard().panels.first());
    EXPECT_FALSE(annasBoard().isDirty());
    EXPECT_FALSE(annasBoard().canUndo());
    EXPECT_FALSE(anna->session->dashboards().store().edit(annasBoard().dashboardId()));
}

TEST_F(DashboardEditingTest, APanelIsDescribedByAForm)
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
