#include "server/hub/recoverylog.h"

#include "tests/support/fakeclock.h"

namespace hearth::server {
namespace {

constexpr int keepMs = 1'000;

struct RecoveryLogTest : testing::Test
{
    RecoveryLog make(qint64 maxBytes = 1024) { return RecoveryLog(clock, {keepMs, maxBytes, 10}); }
    //! A packet of so many bytes to everybody.
    static quint64 say(RecoveryLog &log, qsizetype bytes = 10)
    {
        const quint64 place = log.next();
        log.add(place, {}, {textFrame(QByteArray(bytes, 'x'))});
        return place;
    }
    static void leave(RecoveryLog &log, quint64 connectedAt, quint64 lastSent)
    {
        log.left({QStringLiteral("sid"), QStringLiteral("pid"), {}, {}, connectedAt, lastSent});
    }
    //! How many packets come back; nothing where the session does not.
    static std::optional<qsizetype> missed(RecoveryLog &log, const QString &offset)
    {
        const auto restored =
            log.restore(QStringLiteral("pid"), offset, [](RecoveryLog::Session &) { return true; });
        return restored ? std::optional(qsizetype(restored->missed.size())) : std::nullopt;
    }

    FakeClock clock;
};

//! socketio/socket.io #5538: it has no offset to show.
TEST_F(RecoveryLogTest, GivesBackAClientThatReceivedNothing)
{
    RecoveryLog log = make();
    say(log);
    leave(log, log.last(), log.last());
    say(log);
    say(log);
    EXPECT_EQ(missed(log, {}), 2);
}

//! #5282: the packet at the offset is older than anything that is kept, and still nothing was missed.
TEST_F(RecoveryLogTest, LetsNoOffsetAgeOutWhileItsSessionLives)
{
    RecoveryLog log = make();
    const quint64 last = say(log);
    for (int i = 0; i < 10; ++i) {
        clock.step(keepMs);
        const quint64 place = log.next();
        log.add(place, {{QStringLiteral("elsewhere")}, {}}, {textFrame("for others")});
    }
    leave(log, 0, last);
    clock.step(keepMs / 2);
    say(log);
    EXPECT_EQ(missed(log, RecoveryLog::offsetText(last)), 1);
}

TEST_F(RecoveryLogTest, KeepsNoMoreBytesThanItMay)
{
    RecoveryLog log = make(100);
    leave(log, 0, 0);
    for (int i = 0; i < 50; ++i)
        say(log, 20);
    EXPECT_LE(log.bytes(), 100);
    EXPECT_EQ(missed(log, {}), std::nullopt) << "by halves";
}

TEST_F(RecoveryLogTest, GivesBackOnce)
{
    RecoveryLog log = make();
    leave(log, 0, 0);
    say(log);
    EXPECT_EQ(missed(log, {}), 1);
    EXPECT_EQ(missed(log, {}), std::nullopt);
}

//! As those who are there do: by all rooms, but for those that are named, and everybody where none is.
TEST_F(RecoveryLogTest, TakesThoseWhoAreAwayOutOfARoom)
{
    const struct
    {
        Audience who;
        bool leaves;
    } cases[] = {
        {{{QStringLiteral("red")}, {}}, true},
        {{{QStringLiteral("blue")}, {}}, false},
        {{{QStringLiteral("red")}, {QStringLiteral("grey")}}, false},
        {{{}, {}}, true},
        {{{}, {QStringLiteral("grey")}}, false},
    };
    for (const auto &each : cases) {
        RecoveryLog log = make();
        log.left({QStringLiteral("sid"), QStringLiteral("pid"),
            {QStringLiteral("red"), QStringLiteral("grey"), QStringLiteral("from")}, {}, 0, 0});
        log.leave(each.who, QStringLiteral("from"));
        const quint64 place = log.next();
        log.add(place, {{QStringLiteral("from")}, {}}, {textFrame("for those in it")});
        EXPECT_EQ(missed(log, {}), each.leaves ? 0 : 1) << &each - cases;
    }
}

TEST_F(RecoveryLogTest, ForgetsWhoIsAwayForTooLong)
{
    RecoveryLog log = make();
    leave(log, 0, 0);
    clock.step(keepMs + 1);
    EXPECT_EQ(missed(log, {}), std::nullopt);
}

} // namespace
} // namespace hearth::server
