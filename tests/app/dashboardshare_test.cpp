// What of a dashboard goes outside of the app: addresses, a wall, webhooks, alerts. Against the real server.
#include "app/viewmodels/dashboardrotation.h"
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/people.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QRegularExpression>

namespace hearth::app {
namespace {

class DashboardShareTest : public SyncTest
{
protected:
    void SetUp() override
    {
        SyncTest::SetUp();
        ASSERT_TRUE(anna->goLive());
        annas = std::make_unique<SessionViewModel>(*anna->session);
        ASSERT_TRUE(waitFor([&] { return anna->session->dashboards().isHeard(); }));
    }
    void TearDown() override { annas.reset(); }

    DashboardViewModel &make(const QString &name, const QStringList &channels)
    {
        protocol::PutDashboard wanted{{}, name, {}, {}};
        for (const QString &channel : channels) {
            protocol::Panel panel;
            panel.id = channel;
            panel.title = channel;
            panel.series = {{channel, QString(), std::nullopt}};
            wanted.panels += panel;
        }
        std::optional<QString> made;
        anna->session->dashboards().put(wanted,
            [&](const Result<protocol::Dashboard> &stored) { made = stored ? stored->id : QString(); });
        EXPECT_TRUE(waitFor([&] { return made.has_value(); }));
        annas->dashboards()->open(*made);
        EXPECT_TRUE(annas->dashboards()->current());
        return *annas->dashboards()->current();
    }
    //! The status, and the answer in `body`.
    int ask(const QByteArray &verb, const QUrl &to, const QString &token, const QByteArray &data = {})
    {
        QNetworkRequest request(to);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        if (!token.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
        std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, verb, data));
        EXPECT_TRUE(waitFor([&] { return reply->isFinished(); }));
        body = QJsonDocument::fromJson(reply->readAll()).object();
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    //! As a shell would run it: the body between the quotes, and the address at the end.
    int run(const QString &curl)
    {
        static const QRegularExpression asked(QStringLiteral("-d ('[^']*'|[^ {]+) '(http[^']+)'$"));
        static const QRegularExpression bearer(QStringLiteral("Bearer ([^']+)"));
        const auto found = asked.match(curl);
        EXPECT_TRUE(found.hasMatch()) << qPrintable(curl);
        const QString data = found.captured(1).remove(u'\'');
        return ask("POST", QUrl(found.captured(2)), bearer.match(curl).captured(1), data.toUtf8());
    }
    QUrl path(const QString &path) const { return QUrl(url.toString() + path); }

    QNetworkAccessManager network;
    QJsonObject body;
    std::unique_ptr<SessionViewModel> annas;
};

TEST_F(DashboardShareTest, TheFirstLineMakesTheFirstValue)
{
    DashboardsViewModel &boards = *annas->dashboards();
    EXPECT_TRUE(boards.curlLine().contains(QLatin1String("Bearer TOKEN'")));
    EXPECT_EQ(run(boards.curlLine()), 401);
    boards.makeToken();
    ASSERT_TRUE(waitFor([&] { return boards.hasToken(); }));
    EXPECT_EQ(run(boards.curlLine()), 201);
    const QString token =
        QRegularExpression(QStringLiteral("Bearer ([^']+)")).match(boards.curlLine()).captured(1);
    EXPECT_EQ(ask("GET", path(QStringLiteral("/api/rooms")), token), 401)
        << "it publishes and does nothing else";
    ASSERT_TRUE(waitFor([&] {
        make(QStringLiteral("Kiln"), {});
        return annas->dashboards()->current()->channels()->fieldsOf(QStringLiteral("kiln")).size() == 1;
    })) << "and is offered";
}

TEST_F(DashboardShareTest, AScreensAddressReadsWhatTheDashboardShows)
{
    DashboardViewModel &board = make(QStringLiteral("Kiln"), {QStringLiteral("kiln")});
    make(QStringLiteral("Other"), {QStringLiteral("tank")});
    annas->dashboards()->open(annas->dashboards()->list()->idOf(QStringLiteral("Kiln")));
    DashboardShare &share = *annas->dashboards()->current()->share();
    const QString id = annas->dashboards()->current()->dashboardId();
    (void)board;
    EXPECT_EQ(share.link(), url.toString() + QStringLiteral("/#/board/") + id);
    share.makeWallLink();
    ASSERT_TRUE(waitFor([&] { return !share.isBusy(); }));
    const auto found =
        QRegularExpression(QStringLiteral("^(.*)/#wall=([^&]{43})&dashboards=(.*)$")).match(share.wallLink());
    ASSERT_TRUE(found.hasMatch()) << qPrintable(share.wallLink() + share.errorText());
    EXPECT_EQ(found.captured(1), url.toString());
    EXPECT_EQ(found.captured(3), id);
    ASSERT_EQ(ask("GET", path(QStringLiteral("/api/dashboards")), found.captured(2)), 200);
    const QJsonArray seen = body.value(QLatin1String("dashboards")).toArray();
    ASSERT_EQ(seen.size(), 1);
    EXPECT_EQ(seen.at(0).toObject().value(QLatin1String("id")).toString(), id);
    EXPECT_EQ(ask("POST", path(QStringLiteral("/api/channels/kiln")), found.captured(2), "1"), 403)
        << "reads";
    share.clear();
    EXPECT_EQ(share.wallLink(), QString());
}

TEST_F(DashboardShareTest, AnAddressThatCannotBeMadeSaysWhy)
{
    make(QStringLiteral("Empty"), {}).share()->makeWallLink();
    EXPECT_TRUE(annas->dashboards()->current()->share()->errorText().startsWith(
        QLatin1String("It shows no channel")));
    QStringList many;
    for (int i = 0; i < 21; ++i)
        many += QStringLiteral("c%1").arg(i);
    make(QStringLiteral("Many"), many).share()->makeWallLink();
    EXPECT_TRUE(annas->dashboards()->current()->share()->errorText().startsWith(
        QLatin1String("It shows 21 channels")));
    EXPECT_FALSE(annas->dashboards()->current()->share()->isBusy());
}

TEST_F(DashboardShareTest, AWallTakesItsDashboardsInTurn)
{
    DashboardsViewModel &boards = *annas->dashboards();
    DashboardRotation wall(
        boards, {{QStringLiteral("one"), QStringLiteral("TWO"), QStringLiteral("no\u202esuch")}, 3600});
    EXPECT_EQ(boards.current(), nullptr);
    EXPECT_EQ(wall.noteText(), QStringLiteral("There is no dashboard “one”, “TWO”, “nosuch”."));
    make(QStringLiteral("One"), {QStringLiteral("kiln")});
    make(QStringLiteral("Other"), {QStringLiteral("kiln")});
    EXPECT_EQ(boards.current()->name(), QStringLiteral("Other")) << "somebody opened it";
    make(QStringLiteral("Two"), {QStringLiteral("kiln")});
    EXPECT_EQ(wall.noteText(), QStringLiteral("There is no dashboard “nosuch”."));
    wall.next();
    EXPECT_EQ(boards.current()->name(), QStringLiteral("One"));
    wall.next();
    EXPECT_EQ(boards.current()->name(), QStringLiteral("Two"));
    boards.removeCurrent();
    ASSERT_TRUE(waitFor([&] { return boards.current() && boards.current()->name() == u"One"; }))
        << "what is gone is passed over";
    wall.next();
    EXPECT_EQ(boards.current()->name(), QStringLiteral("One")) << "alone it stays";
}

TEST_F(DashboardShareTest, AWebhookIsMadeShownOnceAndTakenBack)
{
    annas->openRoom(room);
    HooksModel &hooks = *annas->conversation()->room()->hooks();
    EXPECT_EQ(hooks.messageLine(), QString());
    hooks.make(QStringLiteral("  Grafana "));
    ASSERT_TRUE(waitFor([&] { return hooks.count() == 1; }));
    EXPECT_EQ(get(&hooks, 0, HooksModel::NameRole).toString(), QStringLiteral("Grafana"));
    EXPECT_TRUE(get(&hooks, 0, HooksModel::DetailsRole).toString().startsWith(QLatin1String("Made by anna")));
    EXPECT_EQ(run(hooks.messageLine()), 200);
    EXPECT_TRUE(waitFor([&] { return anna->texts(room).contains(QStringLiteral("Hello from a script")); }));
    EXPECT_EQ(run(hooks.valueLine()), 200);
    EXPECT_EQ(ask("GET", path(QStringLiteral("/api/channels/kiln")), anna->signedIn.token), 200);
    EXPECT_EQ(body.value(QLatin1String("data")).toDouble(), 21.5);
    const QString line = hooks.messageLine();
    hooks.clear();
    EXPECT_EQ(hooks.url(), QString());
    hooks.remove(get(&hooks, 0, HooksModel::HookIdRole).toString());
    ASSERT_TRUE(waitFor([&] { return hooks.count() == 0; }));
    EXPECT_EQ(run(line), 404);
    hooks.remove(QStringLiteral("nobody"));
    ASSERT_TRUE(waitFor([&] { return !hooks.isBusy(); }));
    EXPECT_NE(hooks.errorText(), QString());
}

TEST_F(DashboardShareTest, AlertsOfAPanelAreMadeChangedAndDeleted)
{
    DashboardViewModel &board =
        make(QStringLiteral("Kiln"), {QStringLiteral("kiln"), QStringLiteral("tank")});
    AlertsModel &alerts = *board.alerts();
    board.showAlerts(QStringLiteral("kiln"));
    alerts.add();
    ASSERT_TRUE(alerts.form());
    EXPECT_EQ(alerts.form()->property("channel").toString(), QStringLiteral("kiln"));
    EXPECT_EQ(alerts.form()->roomName(), QStringLiteral("General"));
    const auto set = [&](const char *key, const char *text) {
        alerts.form()->setProperty(key, QString::fromUtf8(text));
    };
    set("name", "Too hot");
    set("value", "1200");
    set("clearAt", "1150");
    set("minutes", "0.5");
    ASSERT_TRUE(waitFor([&] { return !alerts.isBusy(); }));
    alerts.save();
    ASSERT_TRUE(waitFor([&] { return alerts.count() == 1; }));
    EXPECT_EQ(alerts.form(), nullptr);
    EXPECT_EQ(get(&alerts, 0, AlertsModel::RuleRole).toString(),
        QStringLiteral("kiln above 1200 for 0.5 min, tells General"));
    EXPECT_EQ(get(&alerts, 0, AlertsModel::PhaseTextRole).toString(), QStringLiteral("all is well"));
    const QString id = get(&alerts, 0, AlertsModel::AlertIdRole).toString();
    alerts.edit(id);
    EXPECT_EQ(alerts.form()->property("clearAt").toString(), QStringLiteral("1150"));
    EXPECT_EQ(alerts.form()->property("minutes").toString(), QStringLiteral("0.5"));
    set("condition", "absent");
    ASSERT_TRUE(waitFor([&] { return !alerts.isBusy(); }));
    alerts.save();
    ASSERT_TRUE(waitFor([&] {
        return alerts.count() == 1 && get(&alerts, 0, AlertsModel::RuleRole).toString() ==
                                          u"kiln says nothing for 0.5 min, tells General";
    }));
    EXPECT_EQ(get(&alerts, 0, AlertsModel::AlertIdRole).toString(), id) << "changed, not made anew";
    board.showAlerts(QStringLiteral("tank"));
    ASSERT_TRUE(waitFor([&] { return !alerts.isBusy(); }));
    EXPECT_EQ(alerts.count(), 0) << "of another panel";
    board.showAlerts(QString());
    ASSERT_TRUE(waitFor([&] { return alerts.count() == 1; })) << "of all";
    alerts.remove(id);
    ASSERT_TRUE(waitFor([&] { return alerts.count() == 0; }));
}

TEST_F(DashboardShareTest, AWrongRuleSaysWhatIsMissing)
{
    struct Case
    {
        const char *key, *text, *why;
    };
    const Case cases[] = {
        {"channel", " ", "Say which channel it watches."},
        {"roomId", "", "Choose a room that it tells. You are in none where it could speak."},
        {"name", "", "Say what is the matter when it fires: that is what the room reads."},
        {"value", "", "Say the value from which on something is the matter, as a number."},
        {"value", "nan", "“nan” is no number."},
        {"clearAt", "hot", "“hot” is no number."},
        {"clearAt", "1300",
            "It would be over before it begins: put that value on the good side of the limit."},
        {"minutes", "-1", "How long it lasts is a number of minutes, at most a day."},
        {"minutes", "1441", "How long it lasts is a number of minutes, at most a day."},
    };
    for (const Case &each : cases) {
        protocol::PutAlert rule;
        rule.name = QStringLiteral("Too hot");
        rule.channel = QStringLiteral("kiln");
        rule.value = 1200;
        AlertForm form(*anna->session, rule);
        EXPECT_TRUE(form.rule()) << "right at first";
        form.setProperty(each.key, QString::fromUtf8(each.text));
        const auto read = form.rule();
        ASSERT_FALSE(read) << each.key << each.text;
        EXPECT_EQ(read.error().message, QString::fromUtf8(each.why));
    }
}

} // namespace
} // namespace hearth::app
