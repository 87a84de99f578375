#pragma once

#include "tests/app/screens.h"

#include <QSignalSpy>

namespace hearth::app {

using protocol::Dashboard;
using protocol::Panel;
using protocol::PutDashboard;

//! Anna and Ben with dashboards, against the real server.
class DashboardTest : public ScreensTest
{
protected:
    void SetUp() override
    {
        ScreensTest::SetUp();
        ASSERT_TRUE(annas && bens);
        ASSERT_TRUE(waitFor([&] { return anna->session->dashboards().isHeard(); }));
        ASSERT_TRUE(waitFor([&] { return ben->session->dashboards().isHeard(); }));
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
};

} // namespace hearth::app
