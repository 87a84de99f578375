// Pins whose answer is overtaken by a change, which the real server does only by chance.
#include "app/viewmodels/pinsviewmodel.h"
#include "tests/app/device.h"

namespace hearth::app {
namespace {

const auto path = QStringLiteral("GET /api/rooms/hall/pins");

protocol::Message pinned(const QString &id, qint64 seq, bool isPinned = true)
{
    protocol::Message out;
    out.id = id;
    out.roomId = QStringLiteral("hall");
    out.userId = QStringLiteral("u2");
    out.username = QStringLiteral("ben");
    out.seq = seq;
    out.changeSeq = isPinned ? seq : 9;
    if (isPinned)
        out.pinnedAt = 1'000 + seq;
    return out;
}

QJsonObject listOf(const QList<protocol::Message> &messages)
{
    QJsonArray all;
    for (const protocol::Message &each : messages)
        all += protocol::encodeObject(each);
    return {{QStringLiteral("messages"), all}};
}

class PinsRaceTest : public DeviceTest
{};

TEST_F(PinsRaceTest, WhatWasTakenOffIsNotBroughtBackByAnAnswerFromBefore)
{
    openAccount(rest.url());
    const auto first = pinned(QStringLiteral("m1"), 1), second = pinned(QStringLiteral("m2"), 2);
    PinsViewModel pins(*session, QStringLiteral("hall"));

    rest.answers[path] = listOf({first, second});
    rest.held.insert(path);
    pins.refresh();
    ASSERT_TRUE(waitFor([&] { return rest.holds(path); }));
    Q_EMIT session->messagesChanged(QStringLiteral("hall"), {pinned(QStringLiteral("m1"), 1, false)});
    rest.release(path);
    rest.answers[path] = listOf({second});
    EXPECT_TRUE(waitFor([&] { return rest.asked.count(path) == 2 && pins.messages()->count() == 1; }))
        << pins.messages()->count();
}

} // namespace
} // namespace hearth::app
