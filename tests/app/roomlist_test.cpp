#include "app/models/memberlistmodel.h"
#include "app/models/roomlistmodel.h"

#include <QAbstractItemModelTester>

namespace hearth::app {
namespace {

RoomListModel::Row row(
    const char *name, int unread = 0, int mentions = 0, qint64 lastAt = 0, bool direct = false)
{
    RoomListModel::Row out;
    out.room.id = QString::fromUtf8(name);
    out.room.name = out.room.id;
    out.room.unread = unread;
    out.room.mentions = mentions;
    out.room.lastAt = lastAt;
    out.room.directUserId = direct ? QStringLiteral("u-") + out.room.id : QString();
    return out;
}

class RoomListTest : public testing::Test
{
protected:
    QString order()
    {
        QStringList out;
        for (int i = 0; i < model.rowCount(); ++i)
            out += model.data(model.index(i), RoomListModel::NameRole).toString();
        return out.join(QLatin1Char(' '));
    }
    RoomListModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(RoomListTest, WhatNeedsMeIsOnTopThenUnreadThenTheRest)
{
    model.setRows({row("zoo"), row("ark"), row("news", 3, 0, 50), row("dev", 2, 1, 10),
        row("ben", 1, 0, 20, true), row("old", 1, 0, 40), row("carl", 0, 0, 99, true)});
    EXPECT_EQ(order(), QStringLiteral("ben dev news old ark carl zoo"));
    EXPECT_EQ(model.unreadTotal(), 2);
    model.setRow(row("zoo", 1, 1, 100));
    EXPECT_EQ(order(), QStringLiteral("zoo ben dev news old ark carl"));
    model.setRows({row("ark"), row("zoo")});
    EXPECT_EQ(order(), QStringLiteral("ark zoo"));
}

TEST_F(RoomListTest, TheOpenRoomStaysWhereItIs)
{
    model.setRows({row("a", 1, 0, 30), row("b", 1, 0, 20), row("c")});
    model.setCurrent(QStringLiteral("b"));
    model.setRow(row("b", 0, 0, 99)); // it was read, and something came
    EXPECT_EQ(order(), QStringLiteral("a b c"));
    EXPECT_EQ(
        model.data(model.index(1), RoomListModel::SectionRole).toInt(), int(RoomListModel::Section::Unread));
    model.setCurrent(QStringLiteral("a"));
    EXPECT_EQ(order(), QStringLiteral("a b c"));
    EXPECT_EQ(
        model.data(model.index(1), RoomListModel::SectionRole).toInt(), int(RoomListModel::Section::Rest));
}

TEST_F(RoomListTest, WalksTheUnread)
{
    model.setRows({row("a", 1, 0, 30), row("b", 1, 0, 20), row("c")});
    EXPECT_EQ(model.nextUnread(QStringLiteral("a"), 1), QStringLiteral("b"));
    EXPECT_EQ(model.nextUnread(QStringLiteral("b"), 1), QStringLiteral("a"));
    EXPECT_EQ(model.nextUnread(QStringLiteral("a"), -1), QStringLiteral("b"));
    EXPECT_EQ(model.nextUnread(QString(), 1), QStringLiteral("a"));
    model.setRows({row("c")});
    EXPECT_EQ(model.nextUnread(QStringLiteral("c"), 1), QString());
}

TEST(MemberList, WhoIsHereIsFirst)
{
    MemberListModel model(QStringLiteral("u1"));
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto member = [](const char *name, int presence, qint64 lastSeen = 0) {
        const QString id = QString::fromLatin1(name);
        return MemberRecord{id, id, id, presence, lastSeen};
    };
    model.setNow(10'000'000);
    model.setRows({member("zed", 0), member("amy", 3, 10'000'000 - 5 * 60'000), member("bob", 2)});
    const auto get = [&](int at, int role) { return model.data(model.index(at), role).toString(); };
    EXPECT_EQ(get(0, MemberListModel::UsernameRole), QStringLiteral("bob"));
    EXPECT_EQ(get(2, MemberListModel::StatusTextRole), QStringLiteral("last seen 5 minutes ago"));
    EXPECT_EQ(model.onlineCount(), 2);
    model.setPresence(QStringLiteral("amy"), 0, 0);
    EXPECT_EQ(get(0, MemberListModel::UsernameRole), QStringLiteral("amy"));
    EXPECT_EQ(get(0, MemberListModel::StatusTextRole), QStringLiteral("online"));
}

} // namespace
} // namespace hearth::app
