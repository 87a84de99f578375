// What a person sees of the others: what they are called, and whether they are there.
#include "app/viewmodels/sessionviewmodel.h"
#include "tests/app/people.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>

namespace hearth::app {
namespace {

using Status = SessionViewModel::Status;

TEST_F(SyncTest, ARoomOfTwoIsCalledAsTheOtherIs)
{
    QNetworkAccessManager network;
    QNetworkRequest request(url.resolved(QUrl(QStringLiteral("/api/register"))));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    std::unique_ptr<QNetworkReply> reply(network.post(
        request, R"({"username":"carla7","password":"long password","displayName":"Carla Díaz"})"));
    ASSERT_TRUE(waitFor([&] { return reply->isFinished(); }));
    const QString carla = QJsonDocument::fromJson(reply->readAll())[QLatin1String("user")]
                              .toObject()[QLatin1String("id")]
                              .toString();

    SessionViewModel mine(*anna->session);
    ASSERT_TRUE(anna->goLive());
    mine.openDirect(carla);
    const auto name = QStringLiteral("Carla Díaz");
    ASSERT_TRUE(waitFor([&] { return mine.conversation() && mine.conversation()->title() == name; }));
    EXPECT_TRUE(mine.conversation()->emptyText().contains(name));
    EXPECT_EQ(get(mine.rooms(), 0, RoomListModel::NameRole).toString(), name) << "sorted by it, too";
    mine.switcher()->setQuery(QStringLiteral("díaz"));
    EXPECT_EQ(get(mine.switcher(), 0, SwitcherModel::TitleRole).toString(), name);
    anna->reopen();
    EXPECT_EQ(SessionViewModel(*anna->session).conversation()->title(), name) << "before the network answers";
}

TEST_F(SyncTest, WhatBecomesOfARoomAndItsPeopleIsSeenAtOnce)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    SessionViewModel bens(*ben->session);
    bens.openRoom(room);
    const auto ask = [&](const char *verb, const QString &path, const QByteArray &body) {
        QNetworkAccessManager network;
        QNetworkRequest request(url.resolved(QUrl(QStringLiteral("/api/rooms/") + room + path)));
        request.setRawHeader("Authorization", "Bearer " + anna->signedIn.token.toLatin1());
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, verb, body));
        EXPECT_TRUE(waitFor([&] { return reply->isFinished(); }));
        EXPECT_EQ(reply->error(), QNetworkReply::NoError) << verb;
    };
    ask("PATCH", {}, R"({"name":"Ateliér","topic":"dřevo"})");
    EXPECT_TRUE(waitFor([&] { return bens.conversation()->title() == QStringLiteral("Ateliér"); }));
    EXPECT_EQ(bens.conversation()->topic(), QStringLiteral("dřevo"));
    EXPECT_EQ(get(bens.rooms(), 0, RoomListModel::NameRole).toString(), QStringLiteral("Ateliér"));

    const auto carla = make("carla");
    ASSERT_TRUE(carla);
    const QString member = QStringLiteral("/members/") + carla->signedIn.userId;
    ask("PUT", member, "");
    EXPECT_TRUE(waitFor([&] { return bens.conversation()->members()->count() == 3; }));
    ask("DELETE", member, "");
    EXPECT_TRUE(waitFor([&] { return bens.conversation()->members()->count() == 2; }));
    ask("DELETE", QStringLiteral("/members/") + ben->signedIn.userId, "");
    EXPECT_TRUE(waitFor([&] { return bens.conversation() == nullptr; }));
}

TEST_F(SyncTest, WhoIsThereIsNotKnownWithoutAConnection)
{
    ASSERT_TRUE(anna->goLive() && ben->goLive());
    SessionViewModel mine(*anna->session);
    mine.openDirect(ben->signedIn.userId);
    const auto presence = [&] {
        const int direct = get(mine.rooms(), 0, RoomListModel::IsDirectRole).toBool() ? 0 : 1;
        return get(mine.rooms(), direct, RoomListModel::PresenceRole).toInt();
    };
    ASSERT_TRUE(waitFor(
        [&] { return mine.conversation()->isDirect() && mine.conversation()->members()->count() == 2; }));
    ASSERT_TRUE(waitFor([&] { return mine.conversation()->members()->onlineCount() == 2; }));
    ASSERT_EQ(presence(), int(Status::Online));

    anna->session->connection().close();
    EXPECT_EQ(presence(), unknownPresence);
    MemberListModel *members = mine.conversation()->members();
    EXPECT_EQ(members->onlineCount(), 0);
    EXPECT_EQ(get(members, 0, MemberListModel::PresenceRole).toInt(), int(Status::Offline)) << "anna herself";
    EXPECT_EQ(get(members, 1, MemberListModel::StatusTextRole).toString(),
        QStringLiteral("not known while offline"));

    ASSERT_TRUE(anna->goLive());
    EXPECT_TRUE(waitFor([&] { return members->onlineCount() == 2; }));
    EXPECT_EQ(presence(), int(Status::Online));
}

TEST_F(SyncTest, AGuestIsOfferedNothingThatTheServerRefuses)
{
    const auto guest = make("gast");
    ASSERT_TRUE(guest && anna->goLive());
    std::optional<Result<protocol::Account>> changed;
    anna->session->rest().changePerson(guest->signedIn.userId,
        {{QStringLiteral("role"), QStringLiteral("guest")}},
        [&](const Result<protocol::Account> &got) { changed = got; });
    ASSERT_TRUE(waitFor([&] { return changed.has_value(); }) && *changed);
    const struct
    {
        Person &who;
        bool may;
    } cases[] = {{*anna, true}, {*guest, false}};
    for (const auto &each : cases) {
        SessionViewModel theirs(*each.who.session);
        bool isKnown = false;
        QObject::connect(
            &theirs, &SessionViewModel::managesServerChanged, &theirs, [&isKnown] { isKnown = true; });
        EXPECT_TRUE(theirs.mayMake()) << "as most may";
        ASSERT_TRUE(each.who.goLive() && waitFor([&] { return isKnown; }));
        EXPECT_EQ(theirs.mayMake(), each.may);
        theirs.switcher()->setQuery(QStringLiteral("Create a"));
        EXPECT_EQ(theirs.switcher()->rowCount(), each.may ? 3 : 1) << "the last one searches messages";
    }
    guest->reopen();
    EXPECT_FALSE(SessionViewModel(*guest->session).mayMake()) << "as it was, before anybody answers";
}

} // namespace
} // namespace hearth::app
