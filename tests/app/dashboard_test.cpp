// Dashboards in the app as they are looked at, against the real server.
#include "tests/app/dashboards.h"

namespace hearth::app {
namespace {

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

} // namespace
} // namespace hearth::app
