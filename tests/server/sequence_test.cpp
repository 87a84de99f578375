#include "server/features/sequence.h"

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

//! What is told is noted by its position.
struct Told
{
    Sequence sequence;
    std::string text = {};

    static Sequence::Said said(qint64 position) { return {QString::number(position), Encoded::ofText({})}; }
    Sequence::Tell tell()
    {
        return [this](const Sequence::Said &each) { text += each.event.toStdString() + ' '; };
    }
    void add(std::initializer_list<qint64> positions)
    {
        for (const qint64 position : positions)
            sequence.add(position, said(position), tell());
    }
    std::string taken() { return std::exchange(text, {}); }
};

} // namespace

TEST(SequenceTest, BringsAnyOrderIntoOne)
{
    struct Case
    {
        std::initializer_list<qint64> came;
        const char *told;
        bool hasGap;
    };
    for (const auto &[came, told, hasGap] : std::initializer_list<Case>{
             {{1, 2, 3}, "1 2 3 ", false},
             {{2, 1}, "1 2 ", false},
             {{3, 2, 1}, "1 2 3 ", false},
             {{1, 1, 2, 1, 2}, "1 2 ", false},
             {{1, 3, 3}, "1 ", true},
             {{2}, "", true},
             {{1, 3, 5, 2}, "1 2 3 ", true},
             {{1, 3, 5, 4, 2}, "1 2 3 4 5 ", false},
         }) {
        Told all{Sequence(0)};
        all.add(came);
        EXPECT_EQ(all.text, told);
        EXPECT_EQ(all.sequence.hasGap(), hasGap) << told;
        EXPECT_EQ(all.sequence.held() > 0, hasGap) << told;
    }
}

TEST(SequenceTest, BeginsBehindWhatIsKnown)
{
    Told all{Sequence(7)};
    all.add({6, 7, 9, 8});
    EXPECT_EQ(all.text, "8 9 ");
    EXPECT_EQ(all.sequence.last(), 9);
}

TEST(SequenceTest, KnowsOfAGapThatOnlyTheDatabaseShows)
{
    Told all{Sequence(3)};
    EXPECT_FALSE(all.sequence.hasGap());
    all.sequence.expect(5);
    EXPECT_TRUE(all.sequence.hasGap());
    all.add({4, 5});
    EXPECT_FALSE(all.sequence.hasGap());
    EXPECT_EQ(all.text, "4 5 ");
}

TEST(SequenceTest, IsFilledFromTheDatabase)
{
    Told all{Sequence(0)};
    all.add({4, 2});
    for (const qint64 position : {1, 2, 3})
        EXPECT_TRUE(all.sequence.fill(position, Told::said(position), all.tell()));
    EXPECT_FALSE(all.sequence.fill(2, Told::said(2), all.tell())) << "once";
    EXPECT_EQ(all.sequence.settle(3, 4), 0 + 1)
        << "4 was said before the database was asked, which has no such";
    all.sequence.goOn(all.tell());
    EXPECT_EQ(all.taken(), "1 2 3 ");
    EXPECT_FALSE(all.sequence.hasGap());
    EXPECT_EQ(all.sequence.held(), 0);
}

TEST(SequenceTest, GoesOnWithWhatCameWhileTheDatabaseWasAsked)
{
    Told all{Sequence(0)};
    all.add({3});
    const qint64 asked = all.sequence.expected();
    all.add({4, 6});
    for (const qint64 position : {1, 2, 3})
        all.sequence.fill(position, Told::said(position), all.tell());
    EXPECT_EQ(all.sequence.settle(3, asked), 0);
    all.sequence.goOn(all.tell());
    EXPECT_EQ(all.taken(), "1 2 3 4 ");
    EXPECT_TRUE(all.sequence.hasGap()) << "5 is missing";
    all.add({5});
    EXPECT_EQ(all.taken(), "5 6 ");
}

//! Of changes the database has one a message, the last: the numbers of the others are skipped.
TEST(SequenceTest, IsSettledAsFarAsTheDatabaseIs)
{
    Told all{Sequence(2)};
    all.add({9});
    EXPECT_TRUE(all.sequence.fill(5, Told::said(5), all.tell()));
    EXPECT_EQ(all.sequence.settle(8, 8), 0);
    all.sequence.goOn(all.tell());
    EXPECT_EQ(all.taken(), "5 9 ");
    EXPECT_FALSE(all.sequence.hasGap());
}

TEST(SequenceTest, HoldsNoMoreThanItsBound)
{
    Told all{Sequence(0)};
    for (qint64 position = 2; position < Sequence::maxHeld + 100; ++position)
        all.add({position});
    EXPECT_EQ(all.sequence.held(), Sequence::maxHeld);
    all.add({1});
    EXPECT_EQ(all.sequence.last(), Sequence::maxHeld + 1);
    EXPECT_TRUE(all.sequence.hasGap()) << "the rest is read";
}

//! A change waits for the message that it is of.
TEST(SequenceTest, TellsWhatIsHeldWhenItIsTold)
{
    Told all{Sequence(0)};
    all.sequence.hold(1, Told::said(1));
    all.sequence.hold(2, Told::said(2));
    EXPECT_EQ(all.taken(), "");
    EXPECT_TRUE(all.sequence.hasGap());
    all.sequence.goOn(all.tell());
    EXPECT_EQ(all.taken(), "1 2 ");
    EXPECT_FALSE(all.sequence.hasGap());
}

//! Who says what no database has must not make deaf for what it will have.
TEST(SequenceTest, IsCorrectedByTheDatabase)
{
    Told all{Sequence(5)};
    all.add({6, 7, 9});
    EXPECT_FALSE(all.sequence.correct(5, 6)) << "7 came after the database was asked";
    EXPECT_EQ(all.sequence.last(), 7);
    EXPECT_TRUE(all.sequence.correct(7, 5));
    EXPECT_FALSE(all.sequence.hasGap());
    EXPECT_EQ(all.taken(), "6 7 ");
    all.add({6});
    EXPECT_EQ(all.taken(), "6 ");
}

} // namespace hearth::test
