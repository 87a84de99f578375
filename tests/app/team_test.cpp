// What the settings show of people, devices, invites and the audit, by answers as the contract has them.
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/device.h"

namespace hearth::app {
namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

QVariant get(const QAbstractItemModel *model, int row, int role)
{
    return model->data(model->index(row, 0), role);
}

class TeamTest : public DeviceTest
{
protected:
    void SetUp() override
    {
        openAccount(rest.url());
        mine = std::make_unique<SessionViewModel>(*session);
    }
    template <class List>
    bool shows(List *list, int rows)
    {
        return waitFor([&] { return !list->isBusy() && list->count() == rows; });
    }

    std::unique_ptr<SessionViewModel> mine;
};

TEST_F(TeamTest, PeopleAreListedByPagesFilteredAndChanged)
{
    rest.answers[QStringLiteral("GET /api/users?limit=100")] = json(R"({"users":[
        {"id":"u1","username":"anna","displayName":"Anna","role":"owner","createdAt":1,"lastSeen":2},
        {"id":"u2","username":"ben","displayName":"Ben <b>","role":"member","createdAt":1,"lastSeen":0,"disabled":true}],
        "next":"ben"})");
    rest.answers[QStringLiteral("GET /api/users?limit=100&after=ben")] = json(R"({"users":[
        {"id":"u3","username":"cleo","displayName":"","role":"guest","createdAt":1,"lastSeen":0}]})");
    rest.answers[QStringLiteral("PATCH /api/users/u2")] = json(
        R"({"user":{"id":"u2","username":"ben","displayName":"Ben","role":"admin","createdAt":1,"lastSeen":0}})");
    rest.answers[QStringLiteral("DELETE /api/users/u3")] = {};
    TeamModel &team = *mine->team();
    team.refresh();
    ASSERT_TRUE(shows(&team, 2)) << qPrintable(team.errorText());
    EXPECT_TRUE(get(&team, 0, TeamModel::IsSelfRole).toBool());
    EXPECT_EQ(get(&team, 1, TeamModel::NameRole).toString(), QStringLiteral("Ben <b>"));
    EXPECT_TRUE(get(&team, 1, TeamModel::IsDisabledRole).toBool());
    EXPECT_TRUE(team.hasMore());
    team.setQuery(QStringLiteral("cle"));
    ASSERT_TRUE(shows(&team, 1)) << "on the next page";
    EXPECT_EQ(get(&team, 0, TeamModel::NameRole).toString(), QStringLiteral("cleo"));
    team.setQuery({});
    team.setRole(QStringLiteral("u2"), QStringLiteral("admin"));
    EXPECT_TRUE(waitFor([&] { return get(&team, 1, TeamModel::RoleRole) == QStringLiteral("admin"); }));
    EXPECT_FALSE(get(&team, 1, TeamModel::IsDisabledRole).toBool());
    EXPECT_TRUE(rest.asked.contains(QStringLiteral("PATCH /api/users/u2 {\"role\":\"admin\"}")))
        << qPrintable(rest.asked.join(u'\n'));
    team.removePerson(QStringLiteral("u3"));
    EXPECT_TRUE(shows(&team, 2));
    team.removePerson(QStringLiteral("u2"));
    EXPECT_TRUE(waitFor([&] { return !team.errorText().isEmpty(); }));
    EXPECT_EQ(team.count(), 2) << "refused: nobody goes";
}

TEST_F(TeamTest, OnlyAnOwnerMayChangeOwnersAndMakeThem)
{
    rest.answers[QStringLiteral("GET /api/users?limit=100")] = json(R"({"users":[
        {"id":"u1","username":"anna","displayName":"Anna","role":"admin","createdAt":1,"lastSeen":2},
        {"id":"u2","username":"ben","displayName":"Ben","role":"owner","createdAt":1,"lastSeen":0},
        {"id":"u3","username":"cleo","displayName":"Cleo","role":"member","createdAt":1,"lastSeen":0}]})");
    TeamModel &team = *mine->team();
    team.refresh();
    ASSERT_TRUE(shows(&team, 3)) << qPrintable(team.errorText());
    const auto mayChange = [&] {
        QList<bool> rows;
        for (int row = 0; row < team.count(); ++row)
            rows += get(&team, row, TeamModel::MayChangeRole).toBool();
        return rows;
    };
    EXPECT_EQ(mayChange(), (QList<bool>{false, false, true}));
    EXPECT_FALSE(team.mayMakeOwners());
    rest.answers[QStringLiteral("GET /api/me")] =
        json(R"({"user":{"id":"u1","username":"anna","displayName":"Anna","role":"owner"}})");
    Q_EMIT session->caughtUp();
    EXPECT_TRUE(waitFor([&] { return team.mayMakeOwners(); }));
    EXPECT_EQ(mayChange(), (QList<bool>{false, true, true}));
}

TEST_F(TeamTest, DevicesAreEndedAndTheOneInUseIsNot)
{
    rest.answers[QStringLiteral("GET /api/sessions")] = json(R"({"sessions":[
        {"id":"s1","device":"Hearth on here","createdAt":1,"lastSeen":2,"current":true,"online":true},
        {"id":"s2","device":"","createdAt":1,"lastSeen":2,"current":false,"online":false}]})");
    rest.answers[QStringLiteral("DELETE /api/sessions/s2")] = {};
    rest.answers[QStringLiteral("DELETE /api/sessions")] = {};
    DevicesModel &devices = *mine->devices();
    devices.refresh();
    ASSERT_TRUE(shows(&devices, 2)) << qPrintable(devices.errorText());
    devices.end(0);
    devices.end(1);
    EXPECT_TRUE(waitFor([&] { return rest.asked.count(QStringLiteral("GET /api/sessions")) == 2; }));
    EXPECT_EQ(rest.asked.filter(QStringLiteral("DELETE /api/sessions/s1")), QStringList());
    devices.endOthers();
    EXPECT_TRUE(waitFor([&] { return rest.asked.count(QStringLiteral("GET /api/sessions")) == 3; }));
}

TEST_F(TeamTest, InvitesAreMadeListedAndRevoked)
{
    rest.answers[QStringLiteral("POST /api/invites")] =
        json(R"({"invite":"AB-12","expiresAt":1900000000000,"id":"i1"})");
    rest.answers[QStringLiteral("GET /api/invites")] =
        json(R"({"invites":[{"id":"i1","role":"guest","usesLeft":5,
        "createdAt":1,"expiresAt":1900000000000,"createdBy":"u1","username":"anna"}]})");
    rest.answers[QStringLiteral("DELETE /api/invites/i1")] = {};
    InvitesModel &invites = *mine->invites();
    mine->invite()->make(QStringLiteral("guest"), 5, 30);
    ASSERT_TRUE(shows(&invites, 1)) << "the list hears of it";
    EXPECT_TRUE(
        rest.asked.contains(QStringLiteral("POST /api/invites {\"days\":30,\"role\":\"guest\",\"uses\":5}")))
        << qPrintable(rest.asked.join(u'\n'));
    EXPECT_TRUE(mine->invite()->link().contains(u"AB-12"));
    EXPECT_TRUE(mine->invite()->hint().startsWith(u"For 5 people"));
    EXPECT_EQ(get(&invites, 0, InvitesModel::TitleRole).toString(), QStringLiteral("Guest, for 5 people"));
    invites.revoke(0);
    EXPECT_TRUE(waitFor([&] { return rest.asked.contains(QStringLiteral("DELETE /api/invites/i1 {}")); }))
        << qPrintable(rest.asked.join(u'\n'));
}

TEST_F(TeamTest, TheAuditIsSaidInSentencesByPages)
{
    rest.answers[QStringLiteral("GET /api/audit?limit=50")] = json(R"({"entries":[
        {"id":9,"at":1900000000000,"userId":"u1","username":"anna","action":"user.disabled","target":"%1 ben"},
        {"id":8,"at":1900000000000,"userId":"","username":"","action":"backup.restored","target":""},
        {"id":7,"at":1900000000000,"userId":"","username":"","action":"of.tomorrow","target":""}],"next":7})");
    rest.answers[QStringLiteral("GET /api/audit?limit=50&before=7")] = json(R"({"entries":[
        {"id":6,"at":1,"userId":"u1","username":"anna","action":"user.role","target":"ben","detail":"admin"}]})");
    AuditModel &audit = *mine->audit();
    audit.refresh();
    ASSERT_TRUE(shows(&audit, 2)) << "what a newer server says is left out";
    EXPECT_EQ(get(&audit, 0, AuditModel::TextRole).toString(), QStringLiteral("anna disabled %1 ben"));
    EXPECT_EQ(
        get(&audit, 1, AuditModel::TextRole).toString(), QStringLiteral("The operator restored a backup"));
    audit.loadMore();
    ASSERT_TRUE(shows(&audit, 3));
    EXPECT_EQ(get(&audit, 2, AuditModel::DetailRole).toString(), QStringLiteral("admin"));
    EXPECT_FALSE(audit.hasMore());
}

TEST_F(TeamTest, ThePasswordIsWrittenTwiceAndAskedForOnce)
{
    rest.answers[QStringLiteral("POST /api/password")] = {};
    ProfileViewModel &profile = *mine->profile();
    profile.changePassword(
        QStringLiteral("old"), QStringLiteral("long password"), QStringLiteral("other password"));
    EXPECT_TRUE(profile.errorText().contains(u"same"));
    profile.changePassword(QStringLiteral("old"), QStringLiteral("short"), QStringLiteral("short"));
    EXPECT_TRUE(profile.errorText().contains(u"8"));
    EXPECT_EQ(rest.asked, QStringList());
    bool isChanged = false;
    QObject::connect(&profile, &ProfileViewModel::passwordChanged, &profile, [&] { isChanged = true; });
    profile.changePassword(
        QStringLiteral("old"), QStringLiteral("long password"), QStringLiteral("long password"));
    EXPECT_TRUE(waitFor([&] { return isChanged; })) << qPrintable(profile.errorText());
    EXPECT_EQ(profile.errorText(), QString());
}

} // namespace
} // namespace hearth::app
