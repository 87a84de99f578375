#include "server/net/dispatcher.h"
#include "server/net/loop.h"

#include <QSocketNotifier>
#include <QThread>
#include <QTimer>

#include <gmock/gmock.h>

#include <semaphore>
#include <thread>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hearth::test {

using namespace hearth::server;
using testing::ElementsAre;

namespace {

//! A thread whose dispatcher is ours. A case runs there, and ends when it calls quit().
class DispatcherThread final : public QThread
{
public:
    DispatcherThread(std::function<void(QThread &)> body, std::function<void()> after)
        : m_body(std::move(body)), m_after(std::move(after))
    {
        setEventDispatcher(new Dispatcher);
    }

private:
    void run() override
    {
        m_body(*this);
        exec();
        m_after();
    }

    std::function<void(QThread &)> m_body;
    std::function<void()> m_after;
};

//! Within ten seconds; a case that hangs fails.
void runThere(
    const std::function<void(QThread &)> &body, const std::function<void()> &after = [] {})
{
    DispatcherThread thread(body, after);
    thread.start();
    const bool hasEnded = thread.wait(10'000);
    EXPECT_TRUE(hasEnded);
    if (!hasEnded)
        std::abort(); // it still uses what is on this stack
}

struct Pair
{
    Pair() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0); }
    ~Pair()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    int ends[2] = {-1, -1};
};

} // namespace

TEST(Dispatcher, IsTheThreadsOwn)
{
    EXPECT_EQ(Dispatcher::current(), nullptr) << "the tests' main thread has Qt's";
    runThere([](QThread &thread) {
        EXPECT_NE(Dispatcher::current(), nullptr);
        QMetaObject::invokeMethod(
            &thread, [&thread] { thread.quit(); }, Qt::DirectConnection);
    });
}

//! By itself, and with a loop whose turns it runs.
class DispatcherTest : public testing::TestWithParam<bool>
{
protected:
    void runThere(
        const std::function<void(QThread &)> &body, const std::function<void()> &after = [] {})
    {
        const SystemClock clock;
        std::unique_ptr<Loop> loop;
        test::runThere(
            [&](QThread &thread) {
                if (GetParam())
                    loop = *Loop::create(clock, IoKind::Send);
                body(thread);
            },
            [&] {
                after();
                loop.reset();
            });
    }
};

INSTANTIATE_TEST_SUITE_P(Both, DispatcherTest, testing::Bool(),
    [](const auto &hasLoop) { return hasLoop.param ? "WithALoop" : "Alone"; });

TEST_P(DispatcherTest, RunsTimersInTheOrderOfTheirDeadlines)
{
    std::vector<int> fired;
    runThere([&fired](QThread &thread) {
        auto *context = new QObject;
        auto *repeated = new QTimer(context);
        QTimer::singleShot(30, context, [&fired] { fired.push_back(30); });
        QTimer::singleShot(10, context, [&fired] { fired.push_back(10); });
        auto *stopped = new QTimer(context); // due at once with what stops it
        auto *stopping = new QTimer(context);
        stopping->callOnTimeout([&fired, stopped, stopping] {
            fired.push_back(0);
            stopped->stop();
            stopping->stop();
        });
        stopped->callOnTimeout([&fired] { fired.push_back(-1); });
        stopping->start(0);
        stopped->start(0);
        repeated->callOnTimeout([&fired, repeated, context, &thread] {
            fired.push_back(40);
            if (std::ranges::count(fired, 40) == 2) {
                EXPECT_GT(repeated->remainingTime(), 0);
                context->deleteLater();
                thread.quit();
            }
        });
        repeated->start(40);
    });
    EXPECT_THAT(fired, ElementsAre(0, 10, 30, 40, 40));
}

TEST_P(DispatcherTest, IsWokenFromAnotherThread)
{
    std::unique_ptr<QObject> there;
    std::binary_semaphore isReady(0);
    int calls = 0;
    std::thread other([&] {
        isReady.acquire();
        // Each time it waits again.
        for (int i = 0; i < 3; ++i) {
            QMetaObject::invokeMethod(
                there.get(),
                [&] {
                    ++calls;
                    isReady.release();
                },
                Qt::QueuedConnection);
            isReady.acquire();
        }
        there->thread()->quit();
    });
    runThere(
        [&](QThread &) {
            there = std::make_unique<QObject>();
            isReady.release();
        },
        [&] {
            other.join();
            there.reset();
        });
    EXPECT_EQ(calls, 3);
}

TEST_P(DispatcherTest, TellsWhenADescriptorIsReady)
{
    Pair pair;
    std::vector<QByteArray> got;
    bool wasWritable = false;
    runThere([&](QThread &thread) {
        auto *reader = new QSocketNotifier(pair.ends[0], QSocketNotifier::Read);
        auto *writer = new QSocketNotifier(pair.ends[0], QSocketNotifier::Write, reader);
        QObject::connect(writer, &QSocketNotifier::activated, writer, [&, writer] {
            wasWritable = true;
            writer->setEnabled(false); // and the reader goes on
            EXPECT_EQ(::write(pair.ends[1], "one", 3), 3);
        });
        QObject::connect(reader, &QSocketNotifier::activated, reader, [&, reader] {
            char bytes[16];
            got.push_back(QByteArray(bytes, ::read(pair.ends[0], bytes, sizeof bytes)));
            if (got.size() < 2) {
                EXPECT_EQ(::write(pair.ends[1], "two", 3), 3);
                return;
            }
            delete reader;
            thread.quit();
        });
    });
    EXPECT_TRUE(wasWritable);
    EXPECT_THAT(got, ElementsAre("one", "two"));
}

//! The loop's timers, jobs and descriptors and Qt's own in one thread.
TEST(Dispatcher, RunsTheTurnsOfALoop)
{
    struct Reader final : Loop::Watched
    {
        void ready(quint32) override { isReady = true; }
        bool isReady = false;
    };
    const SystemClock clock;
    Pair pair;
    Reader reader;
    std::unique_ptr<Loop> loop;
    std::unique_ptr<Timer> timer;
    runThere(
        [&](QThread &thread) {
            loop = *Loop::create(clock, IoKind::Send);
            EXPECT_TRUE(Dispatcher::current()->hasLoop());
            loop->watch(pair.ends[0], EPOLLIN, &reader);
            timer =
                std::make_unique<Timer>(loop->timers(), [&] { EXPECT_EQ(::write(pair.ends[1], "x", 1), 1); });
            timer->start(10);
            auto *later = new QTimer;
            later->callOnTimeout([&, later] {
                if (!reader.isReady)
                    return;
                loop->post([&thread] { thread.quit(); });
                loop->unwatch(pair.ends[0], &reader);
                delete later;
            });
            later->start(5);
        },
        [&] {
            timer.reset();
            loop.reset();
            EXPECT_FALSE(Dispatcher::current()->hasLoop());
        });
    EXPECT_TRUE(reader.isReady);
}

//! As a drain does it: Qt's events go on within a turn, the loop's do not.
TEST(Dispatcher, RunsQtsEventsWithinATurn)
{
    const SystemClock clock;
    std::unique_ptr<Loop> loop;
    std::vector<std::string> order;
    runThere(
        [&](QThread &) {
            loop = *Loop::create(clock, IoKind::Send);
            loop->post([&] {
                QEventLoop inner;
                loop->post([&] {
                    order.emplace_back("the next turn");
                    QThread::currentThread()->quit();
                });
                QTimer::singleShot(10, [&] {
                    order.emplace_back("Qt's timer");
                    inner.quit();
                });
                inner.exec();
                order.emplace_back("the turn ends");
            });
        },
        [&loop] { loop.reset(); });
    EXPECT_THAT(order, ElementsAre("Qt's timer", "the turn ends", "the next turn"));
}

} // namespace hearth::test
