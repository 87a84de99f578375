#include "server/server/wave.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hearth::test {

using namespace hearth::server;

TEST(Wave, TellsEverybodyEvenlyOverItsTime)
{
    struct Case
    {
        qsizetype all;
        int overMs;
        int stepMs;
    };
    for (const auto &[all, overMs, stepMs] : {Case{0, 2500, 20}, {1, 2500, 20}, {3, 2500, 20}, {60, 2500, 20},
             {10'000, 2500, 20}, {60, 2500, 170}, {3'000'000'000, 2500, 20}}) {
        Wave wave(all, overMs);
        qsizetype told = 0;
        for (int at = stepMs; at < overMs; at += stepMs) {
            told += wave.due(at);
            const double even = double(all) * at / overMs;
            EXPECT_LE(double(told), even) << all << " in steps of " << stepMs << " at " << at;
            EXPECT_GT(double(told), even - 1) << all << " in steps of " << stepMs << " at " << at;
        }
        EXPECT_EQ(told + wave.due(overMs), all);
        EXPECT_EQ(wave.due(overMs + stepMs), 0) << "nobody is told twice";
    }
}

TEST(Wave, MakesGoodWhatItWasLateWith)
{
    Wave wave(100, 1000);
    EXPECT_EQ(wave.due(-5), 0);
    EXPECT_EQ(wave.due(10), 1);
    EXPECT_EQ(wave.due(510), 50);
    EXPECT_EQ(wave.due(500), 0) << "a time that goes back";
    EXPECT_EQ(wave.due(520), 1);
    EXPECT_EQ(wave.due(5000), 48);
}

TEST(Wave, WithoutTimeIsOneMoment)
{
    Wave wave(7, 0);
    EXPECT_EQ(wave.due(0), 7);
    EXPECT_EQ(wave.due(1), 0);
}

TEST(Wave, CrowdsGoBesideEachOtherAndItEndsWithThem)
{
    qsizetype few = 4, many = 40, manyBeforeFew = -1;
    const Crowd first{[&] { return few; },
        [&](qsizetype count) {
            if (count > 0 && manyBeforeFew < 0)
                manyBeforeFew = 40 - many;
            few -= count;
        }};
    const Crowd second{[&] { return many; }, [&](qsizetype count) { many -= count; }};
    tellInWave({first, second}, 200);
    EXPECT_EQ(few, 0);
    EXPECT_EQ(many, 0);
    EXPECT_GT(manyBeforeFew, 0) << "one crowd after the other";
    tellInWave({}, 60'000);
    tellInWave({first, second}, 60'000); // nobody is there: it returns at once
}

} // namespace hearth::test
