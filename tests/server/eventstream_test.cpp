#include "server/features/eventstream.h"
#include "server/net/sse.h"
#include "tests/server/paper.h"
#include "tests/support/fakeclock.h"

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

class Hello final : public EventStream::Source
{
public:
    void begun(EventStream &stream) override { stream.send("connected", "{}", QStringLiteral("n1")); }
};

} // namespace

TEST(Sse, AnEventIsItsLines)
{
    EXPECT_EQ(sse::event("a", "{}"), "event: a\ndata: {}\n\n");
    EXPECT_EQ(sse::event("a", "{}", QStringLiteral("n1")), "event: a\nid: n1\ndata: {}\n\n");
    EXPECT_EQ(sse::event("a", "1\n2\r\n3\r4"), "event: a\ndata: 1\ndata: 2\ndata: 3\ndata: 4\n\n");
    EXPECT_EQ(sse::comment("ping"), ": ping\n\n");
    EXPECT_EQ(sse::retry(3000), "retry: 3000\n\n");
}

TEST(EventStream, PingsOnlyInASilenceAndNotAfterItsEnd)
{
    FakeClock clock;
    Timers timers(clock);
    Paper paper;
    EventStream stream(nullptr, timers, std::make_unique<Hello>());
    stream.begin(paper);
    EXPECT_EQ(paper.text, "retry: 3000\n\nevent: connected\nid: n1\ndata: {}\n\n");
    EXPECT_EQ(stream.queuedBytes(), 7);
    const auto passes = [&](int ms) {
        paper.text.clear();
        clock.step(ms);
        timers.runDue();
        return paper.text;
    };
    EXPECT_EQ(passes(29'999), "");
    EXPECT_EQ(passes(1), ": ping\n\n");
    EXPECT_EQ(passes(29'999), "");
    stream.send("a", "1");
    EXPECT_EQ(passes(29'999), "") << "an event is as good as a ping";
    EXPECT_EQ(passes(1), ": ping\n\n");
    stream.end();
    EXPECT_TRUE(paper.hasEnded);
    stream.send("a", "2");
    EXPECT_EQ(passes(100'000), "");
    EXPECT_EQ(stream.queuedBytes(), 0);
}

TEST(EventStream, TellsWhenToComeBackAsItsLastWord)
{
    FakeClock clock;
    Timers timers(clock);
    Paper paper;
    EventStream stream(nullptr, timers, std::make_unique<Hello>());
    stream.begin(paper);
    EXPECT_FALSE(stream.hasEnded());
    paper.text.clear();
    stream.send("a", "1");
    stream.endUntil(4'711);
    stream.send("a", "2");
    EXPECT_EQ(paper.text, "event: a\ndata: 1\n\nretry: 4711\n\n");
    EXPECT_TRUE(paper.hasEnded);
    EXPECT_TRUE(stream.hasEnded());
}

} // namespace hearth::test
