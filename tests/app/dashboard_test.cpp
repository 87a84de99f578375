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
    EXPECT_EQ(annas->dashboards()->errorText(), QStringLiteral("“Kiln two” was deleted."));
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
