// What is known of other nodes, where reading and updates cross.
#include "server/presence/nodes.h"
#include "server/presence/replica.h"

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server::presence;

namespace {
const QString node = QStringLiteral("n");
const QString anna = QStringLiteral("uanna");
} // namespace

TEST(PresenceReplica, AReadBringsNothingBackThatAnUpdateHasEnded)
{
    Replica replica(10);
    EXPECT_EQ(replica.take(node, anna, {{}, 3, {}}), Replica::Taken::News);
    replica.readingBegins(node);
    EXPECT_TRUE(replica.end(node, anna, 4));
    EXPECT_EQ(replica.takeRead(anna, {{}, 3, {}}), Replica::Taken::Nothing);
    EXPECT_EQ(replica.peopleCount(), 0);
    EXPECT_EQ(replica.takeRead(anna, {{}, 5, {}}), Replica::Taken::News) << "who came again";
    EXPECT_FALSE(replica.end(node, anna, 4)) << "an end that is older";
    replica.readingEnds();
}

TEST(PresenceNodes, OnlyABeatOnThisConnectionProvesThatANodeIsWhole)
{
    Nodes nodes(20'000, 10);
    EXPECT_EQ(nodes.look({{node, "1"}}, 0).isNew, QList<QString>{node});
    EXPECT_EQ(nodes.look({{node, "2"}}, 5'000).isProven, QList<QString>{node});
    nodes.connected();
    EXPECT_EQ(nodes.look({{node, "3"}}, 5'000).isNew, QList<QString>{node});
    EXPECT_FALSE(nodes.isProven(node)) << "it may have beaten before Redis was lost";
    EXPECT_EQ(nodes.look({{node, "4"}}, 5'000).isProven, QList<QString>{node});
    EXPECT_TRUE(nodes.isProven(node));
}

} // namespace hearth::test
