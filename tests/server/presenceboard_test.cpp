// What every board of presence guarantees, run on each backend.
#include "server/presence/memoryboard.h"
#include "tests/server/presenceworld.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::Presence;

namespace {

//! Servers that see each other.
class Team
{
public:
    virtual ~Team() = default;
    //! Another server's.
    virtual PresenceBoard &add() = 0;
    virtual void kill(PresenceBoard &board) = 0;
    virtual void settle() = 0;
    virtual void pass(int ms) = 0;
};

class MemoryTeam final : public Team
{
public:
    PresenceBoard &add() override
    {
        return *m_boards.emplace_back(std::make_unique<MemoryBoard>(*m_loop, m_hall));
    }
    void kill(PresenceBoard &board) override
    {
        std::erase_if(m_boards, [&board](const auto &each) { return each.get() == &board; });
    }
    void settle() override
    {
        for (int i = 0; i < 3; ++i) // what arrives may be answered
            m_loop->turn();
    }
    void pass(int) override { settle(); }

private:
    FakeClock m_clock;
    std::unique_ptr<Loop> m_loop = *Loop::create(m_clock, IoKind::Send);
    std::shared_ptr<MemoryBoard::Hall> m_hall = std::make_shared<MemoryBoard::Hall>();
    std::vector<std::unique_ptr<MemoryBoard>> m_boards;
};

class RedisTeam final : public Team
{
public:
    PresenceBoard &add() override { return *m_world.add().board; }
    void kill(PresenceBoard &board) override
    {
        const auto found = std::find_if(m_world.nodes.begin(), m_world.nodes.end(),
            [&board](const auto &each) { return each->board.get() == &board; });
        m_world.kill(**found);
    }
    void settle() override { m_world.begin(); }
    void pass(int ms) override { m_world.pass(ms); }

private:
    PresenceWorld m_world{"team:"};
};

struct Backend
{
    std::string name;
    std::function<std::unique_ptr<Team>()> make;
};

const QString anna = QStringLiteral("uanna");
const QString ben = QStringLiteral("uben");

} // namespace

class PresenceBoardContract : public testing::TestWithParam<Backend>
{
protected:
    void SetUp() override { m_team = GetParam().make(); }
    //! Another server; what it is told goes into the list.
    PresenceBoard &add(QStringList &told)
    {
        PresenceBoard &board = m_team->add();
        board.onChanged([&told](const QString &userId, qint64 lastSeen) {
            told += lastSeen > 0 ? QStringLiteral("%1 until %2").arg(userId).arg(lastSeen) : userId;
        });
        m_team->settle();
        return board;
    }

    std::unique_ptr<Team> m_team;
};

TEST_P(PresenceBoardContract, TheOthersSeeWhoComesChangesAndGoes)
{
    QStringList first, second, third;
    PresenceBoard &a = add(first);
    const PresenceBoard &b = add(second);
    const PresenceBoard &c = add(third);
    const PresencePart parts[] = {
        {Presence::Online, 100, 1, 0, 100},
        {Presence::Online, 100, 2, 0, 200},
        {Presence::Online, 100, 2, 2, 200},
        {Presence::Away, 250, 2, 0, 200},
        {Presence::Busy, 300, 2, 2, 200},
        {Presence::Invisible, 400, 2, 1, 200},
        {Presence::Online, 500, 0, 0, 600},
    };
    for (const PresencePart &part : parts) {
        a.put(anna, part, {QStringLiteral("s1"), QStringLiteral("s2")});
        m_team->settle();
        EXPECT_EQ(b.others(anna), QList<PresencePart>{part});
        EXPECT_EQ(c.others(anna), QList<PresencePart>{part});
        EXPECT_EQ(a.others(anna), QList<PresencePart>()) << "its own";
        EXPECT_EQ(b.others(ben), QList<PresencePart>());
    }
    EXPECT_EQ(b.figures().people, 1);
    EXPECT_EQ(b.figures().nodes, 2);
    a.take(anna, 700);
    m_team->settle();
    EXPECT_EQ(b.others(anna), QList<PresencePart>());
    EXPECT_EQ(
        second, QStringList(QList<QString>(7, anna)) + QStringList(anna + QStringLiteral(" until 700")));
    EXPECT_EQ(third, second);
    EXPECT_EQ(first, QStringList()) << "what one says oneself is no news";
    EXPECT_EQ(b.figures().people, 0);
}

TEST_P(PresenceBoardContract, EveryServerHasAPartOfItsOwn)
{
    QStringList told, any;
    PresenceBoard &a = add(any);
    PresenceBoard &b = add(any);
    const PresenceBoard &c = add(told);
    a.put(anna, onlinePart(1), {});
    b.put(anna, onlinePart(2), {});
    m_team->settle();
    EXPECT_EQ(a.others(anna), QList<PresencePart>{onlinePart(2)});
    EXPECT_EQ(b.others(anna), QList<PresencePart>{onlinePart(1)});
    EXPECT_EQ(c.others(anna).size(), 2);
    a.take(anna, 3);
    m_team->settle();
    EXPECT_EQ(c.others(anna), QList<PresencePart>{onlinePart(2)});
    EXPECT_EQ(a.others(anna), QList<PresencePart>{onlinePart(2)});
    EXPECT_EQ(b.others(anna), QList<PresencePart>());
    b.take(ben, 4); // who was never here
    m_team->settle();
    EXPECT_EQ(told.last(), anna + QStringLiteral(" until 3"));
}

TEST_P(PresenceBoardContract, WhoStartsLaterSeesWhoIsHere)
{
    QStringList any, told;
    PresenceBoard &a = add(any);
    PresenceBoard &b = add(any);
    a.put(anna, onlinePart(1), {});
    b.put(ben, onlinePart(2), {});
    m_team->settle();
    a.put(anna, onlinePart(3), {});
    const PresenceBoard &late = add(told);
    m_team->settle();
    EXPECT_EQ(late.others(anna), QList<PresencePart>{onlinePart(3)});
    EXPECT_EQ(late.others(ben), QList<PresencePart>{onlinePart(2)});
    EXPECT_EQ(QSet<QString>(told.begin(), told.end()), (QSet<QString>{anna, ben}));
}

TEST_P(PresenceBoardContract, TheLastStateIsWhatTheOthersCameToSee)
{
    QStringList any, told;
    PresenceBoard &a = add(any);
    const PresenceBoard &b = add(told);
    for (int i = 1; i <= 500; ++i) {
        if (i % 3 == 0)
            a.take(anna, i);
        else
            a.put(anna, onlinePart(i), {});
        if (i % 100 == 0)
            m_team->settle();
        else if (i % 50 == 0)
            QCoreApplication::processEvents();
    }
    m_team->settle();
    EXPECT_EQ(b.others(anna), QList<PresencePart>{onlinePart(500)});
    a.take(anna, 501);
    a.put(anna, onlinePart(502), {});
    a.take(anna, 503);
    m_team->settle();
    EXPECT_EQ(b.others(anna), QList<PresencePart>());
}

TEST_P(PresenceBoardContract, NobodyIsCalledFromWithinAndMayPutWhatHeLikes)
{
    QStringList any;
    PresenceBoard &a = add(any);
    PresenceBoard &b = add(any);
    bool isPutting = false;
    int calls = 0;
    b.onChanged([&](const QString &userId, qint64) {
        EXPECT_FALSE(isPutting);
        ++calls;
        b.put(userId, onlinePart(7), {});
    });
    isPutting = true;
    a.put(anna, onlinePart(1), {});
    b.put(ben, onlinePart(1), {});
    isPutting = false;
    m_team->settle();
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(a.others(anna), QList<PresencePart>{onlinePart(7)});
}

TEST_P(PresenceBoardContract, AServerThatDiesTakesItsPeopleAlong)
{
    QStringList any, told;
    PresenceBoard &a = add(any);
    PresenceBoard &b = add(any);
    const PresenceBoard &c = add(told);
    a.put(anna, onlinePart(1), {});
    a.put(ben, onlinePart(1), {});
    b.put(ben, onlinePart(2), {});
    m_team->settle();
    told.clear();
    m_team->kill(a);
    m_team->pass(30'000);
    EXPECT_EQ(c.others(anna), QList<PresencePart>());
    EXPECT_EQ(c.others(ben), QList<PresencePart>{onlinePart(2)});
    EXPECT_EQ(told.size(), 2) << told.join(u',').toStdString();
    EXPECT_EQ(c.figures().nodes, 1);
}

INSTANTIATE_TEST_SUITE_P(Backends, PresenceBoardContract,
    testing::Values(Backend{"Memory", [] { return std::make_unique<MemoryTeam>(); }},
        Backend{"Redis", [] { return std::make_unique<RedisTeam>(); }}),
    [](const auto &backend) { return backend.param.name; });

} // namespace hearth::test
