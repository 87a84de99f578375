#include "tests/server/histories/world.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

namespace hearth::test {

namespace {

//! Histories on one server: its lists of public rooms grow with them.
constexpr int perServer = 25;
constexpr int most = 20; // lines of a failure

int fromEnvironment(const char *name, int otherwise)
{
    bool isSet = false;
    const int value = qEnvironmentVariableIntValue(name, &isSet);
    return isSet ? value : otherwise;
}

} // namespace

//! Snapshot plus events on every device equals a fresh snapshot, and every count equals the recomputed one.
//! HEARTH_SEED runs one history again, HEARTH_SEEDS so many from HEARTH_FIRST_SEED on.
TEST(Histories, eachDeviceHoldsWhatANewOneIsTold)
{
    const int only = fromEnvironment("HEARTH_SEED", -1);
    const int first = only >= 0 ? only : fromEnvironment("HEARTH_FIRST_SEED", 1);
    const int count = only >= 0 ? 1 : fromEnvironment("HEARTH_SEEDS", 500);
    QElapsedTimer timer;
    timer.start();
    int differing = 0;
    std::unique_ptr<TestServer> server;
    for (int seed = first; seed < first + count; ++seed) {
        if ((seed - first) % perServer == 0) {
            server.reset();
            server = std::make_unique<TestServer>();
        }
        const QStringList found = World(*server, unsigned(seed)).run();
        differing += !found.isEmpty();
        if (!found.isEmpty())
            ADD_FAILURE() << "HEARTH_SEED=" << seed << '\n'
                          << found.mid(0, most).join(QLatin1Char('\n')).toStdString();
        if (differing > 5)
            break;
    }
    std::printf("%d histories, %d with a difference, %lld ms\n", count, differing, timer.elapsed());
}

} // namespace hearth::test
