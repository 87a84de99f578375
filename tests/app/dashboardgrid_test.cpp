// How panels stand on the grid, by pictures: a letter a panel, a column a character of the line.
#include "app/viewmodels/dashboardgrid.h"

#include <QMap>
#include <QStringList>

#include <gtest/gtest.h>

#include <random>

namespace hearth::app::grid {
namespace {

//! In the order of their letters.
Items itemsOf(const QStringList &lines)
{
    QMap<QChar, Item> found;
    for (int y = 0; y < lines.size(); ++y) {
        for (int x = 0; x < lines.at(y).size(); ++x) {
            const QChar letter = lines.at(y).at(x);
            if (letter == u'.')
                continue;
            const Item first = found.value(letter, Item{QString(letter), x, y, 1, 1});
            found.insert(letter, Item{first.id, first.x, first.y, x - first.x + 1, y - first.y + 1});
        }
    }
    return found.values();
}

std::string drawn(const Items &items, int columns)
{
    QStringList lines;
    for (int y = 0; y < rowsOf(items); ++y) {
        QString line(columns, u'.');
        for (const Item &each : items) {
            for (int x = each.x; x < each.x + each.w && y >= each.y && y < each.y + each.h; ++x)
                line[x] = line.at(x) == u'.' ? each.id.at(0) : QChar(u'#');
        }
        lines += line;
    }
    return "\n" + lines.join(u'\n').toStdString();
}

std::string picture(const QStringList &lines)
{
    return "\n" + lines.join(u'\n').toStdString();
}

TEST(DashboardGrid, PacksUpward)
{
    struct Case
    {
        const char *what;
        QStringList before, after;
    };
    const Case cases[] = {
        {"nothing", {}, {}},
        {"a hole above", {"......", "AAA...", "......", "BB.CCC"}, {"AAACCC", "BB...."}},
        {"what lies above stops it", {"AAAA..", "......", ".BBBB."}, {"AAAA..", ".BBBB."}},
        {"beside stays beside", {"AA.BB.", "AA.BB."}, {"AA.BB.", "AA.BB."}},
        {"it does not jump over", {"..AA..", "BBBBBB", "......", "CC...."}, {"..AA..", "BBBBBB", "CC...."}},
    };
    for (const Case &each : cases)
        EXPECT_EQ(drawn(packed(itemsOf(each.before), 6), 6), picture(each.after)) << each.what;
}

TEST(DashboardGrid, TakesWhateverIsStored)
{
    const Items wild{{"a", 10, 0, 9, 2}, {"b", -3, -4, 40, 99}, {"c", 0, 0, 0, 0}, {"d", 0, 1'000, 1, 1}};
    const Items out = packed(wild, 12);
    ASSERT_EQ(out.size(), 4);
    EXPECT_EQ(drawn(out, 12).find('#'), std::string::npos);
    for (const Item &each : out)
        EXPECT_TRUE(each.x >= 0 && each.y >= 0 && each.w >= 1 && each.h >= 1 && each.h <= mostRows &&
                    each.x + each.w <= 12);
    EXPECT_EQ(out.at(0).id, "a") << "the order stays";
}

TEST(DashboardGrid, OthersMakeRoom)
{
    struct Case
    {
        const char *what;
        QStringList before;
        const char *id;
        int x, y;
        QStringList after;
    };
    const QStringList two{"AA....", "AA....", "BB....", "BB...."};
    const Case cases[] = {
        {"aside", two, "A", 2, 0, {"BBAA..", "BBAA.."}},
        {"down a little: it stays", two, "A", 0, 0, two},
        {"down past the middle of the next", two, "A", 0, 1, {"BB....", "BB....", "AA....", "AA...."}},
        {"up over the middle", two, "B", 0, 0, {"BB....", "BB....", "AA....", "AA...."}},
        {"between two", {"AAA...", "BBB...", "...CCC"}, "C", 0, 1, {"AAA...", "CCC...", "BBB..."}},
        {"over the edge", two, "A", 40, -5, {"BB..AA", "BB..AA"}},
        {"far down falls up", {"AABB..", "CC...."}, "B", 2, 9, {"AABB..", "CC...."}},
        {"a wide one", {"AABBCC", "DDDDDD"}, "D", 0, 0, {"DDDDDD", "AABBCC"}},
        {"nobody", two, "Z", 0, 0, two},
    };
    for (const Case &each : cases)
        EXPECT_EQ(drawn(moved(itemsOf(each.before), each.id, each.x, each.y, 6), 6), picture(each.after))
            << each.what;
}

TEST(DashboardGrid, GrowsAndShrinks)
{
    struct Case
    {
        const char *what;
        QStringList before;
        const char *id;
        int w, h;
        QStringList after;
    };
    const QStringList row{"AABBCC", "AABBCC"};
    const Case cases[] = {
        {"pushes down", row, "A", 3, 2, {"AAA.CC", "AAA.CC", "..BB..", "..BB.."}},
        {"higher", {"AA....", "BB...."}, "A", 2, 2, {"AA....", "AA....", "BB...."}},
        {"smaller lets up", {"AA....", "AA....", "BB...."}, "A", 2, 1, {"AA....", "BB...."}},
        {"not over the edge", row, "C", 9, 2, row},
        {"not to nothing", {"AA...."}, "A", 0, -3, {"A....."}},
    };
    for (const Case &each : cases)
        EXPECT_EQ(drawn(resized(itemsOf(each.before), each.id, each.w, each.h, 6), 6), picture(each.after))
            << each.what;
}

TEST(DashboardGrid, AStepAlwaysChangesSomething)
{
    struct Case
    {
        const char *what;
        QStringList before;
        const char *id;
        Direction direction;
        QStringList after; //!< empty: there is nowhere to go
    };
    const QStringList two{"AA....", "AA....", "AA....", "BB....", "BB...."};
    const Case cases[] = {
        {"down changes places", two, "A", Direction::Down,
            {"BB....", "BB....", "AA....", "AA....", "AA...."}},
        {"up changes places", two, "B", Direction::Up, {"BB....", "BB....", "AA....", "AA....", "AA...."}},
        {"right", {"AA...."}, "A", Direction::Right, {".AA..."}},
        {"not above the top", two, "A", Direction::Up, {}},
        {"not below the last", two, "B", Direction::Down, {}},
        {"not over the left edge", two, "A", Direction::Left, {}},
        {"not over the right edge", {"....AA"}, "A", Direction::Right, {}},
    };
    for (const Case &each : cases) {
        const auto after = stepped(itemsOf(each.before), each.id, each.direction, 6);
        EXPECT_EQ(after ? drawn(*after, 6) : "none", each.after.isEmpty() ? "none" : picture(each.after))
            << each.what;
    }
}

TEST(DashboardGrid, ANewOneTakesTheFirstFreePlace)
{
    const Items items = itemsOf({"AABB..", "AABB..", "CC...."});
    EXPECT_EQ(placed(items, {"n", 0, 0, 2, 2}, 6), (Item{"n", 4, 0, 2, 2}));
    EXPECT_EQ(placed(items, {"n", 0, 0, 3, 1}, 6), (Item{"n", 2, 2, 3, 1}));
    EXPECT_EQ(placed(items, {"n", 0, 0, 6, 1}, 6), (Item{"n", 0, 3, 6, 1}));
    EXPECT_EQ(placed({}, {"n", 5, 7, 99, 1}, 6), (Item{"n", 0, 0, 6, 1}));
}

TEST(DashboardGrid, FoldsInTheOrderOfReading)
{
    const Items twelve = itemsOf({"AAABBBCCCDDD", "EEEEEEEEFFFF", "EEEEEEEEFFFF"});
    EXPECT_EQ(
        drawn(folded(twelve, 6), 6), picture({"AAABBB", "CCCDDD", "EEEEEE", "EEEEEE", "FFFFFF", "FFFFFF"}));
    EXPECT_EQ(drawn(folded(twelve, 1), 1), picture({"A", "B", "C", "D", "E", "E", "F", "F"}));
    EXPECT_EQ(drawn(folded(itemsOf({"AABBCC......"}), 6), 6), picture({"AABBCC"}));
    EXPECT_EQ(drawn(folded(itemsOf({"AAAABBBBCCCC"}), 6), 6), picture({"AAABBB", "CCCCCC"})) << "no hole";
}

TEST(DashboardGrid, NothingOverlapsWhateverIsDone)
{
    std::mt19937 random(20261127);
    const auto below = [&](int end) { return int(random() % unsigned(end)); };
    for (int round = 0; round < 200; ++round) {
        Items items;
        for (int i = 0; i < 1 + below(30); ++i)
            items += Item{QString(QChar(u'A' + i)), below(12), below(20), 1 + below(12), 1 + below(6)};
        items = packed(items, 12);
        for (int step = 0; step < 10; ++step) {
            const QString id = items.at(below(int(items.size()))).id;
            items = below(2) == 0 ? moved(items, id, below(14) - 1, below(30) - 1, 12)
                                  : resized(items, id, below(14), below(10), 12);
            ASSERT_EQ(drawn(items, 12).find('#'), std::string::npos) << drawn(items, 12);
            ASSERT_EQ(packed(items, 12), items) << "packed already";
        }
    }
}

} // namespace
} // namespace hearth::app::grid
