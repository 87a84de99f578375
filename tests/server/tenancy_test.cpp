// Which servers may have one PostgreSQL at a time, and what they are told who may not.
#include "tests/server/postgresqlcase.h"
#include "tests/server/storage_contract.h"

namespace hearth::test {

namespace {

using Kind = Tenancy::Kind;
const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");

} // namespace

class PostgresqlTenancy : public Postgresql
{
protected:
    Result<std::unique_ptr<Database>> as(const Tenancy &tenancy, bool mayMigrate = true)
    {
        return postgresqlFactory(m_url, IfMissing::Make, &m_clock, tenancy)(mayMigrate);
    }
};

TEST_F(PostgresqlTenancy, whoFitsBesideWhom)
{
    struct Case
    {
        Tenancy holder, comer;
        const char *refusal; //!< null: there is none
    };
    const Case table[] = {
        {{Kind::Alone}, {Kind::Guest}, nullptr},
        {{Kind::Alone}, {Kind::Alone}, "; stop it, or give both --redis and each a --cluster-node name"},
        {{Kind::Alone}, {Kind::Node, a}, "a hearthd without --redis serves postgresql://"},
        {{Kind::Alone}, {Kind::Mover}, "; stop it first"},
        {{Kind::Node, a}, {Kind::Guest}, nullptr},
        {{Kind::Node, a}, {Kind::Alone}, "give both --redis"},
        {{Kind::Node, a}, {Kind::Node, b}, nullptr},
        {{Kind::Node, a}, {Kind::Node, a}, "as the node 'a'; give this one another --cluster-node name"},
        {{Kind::Node, a}, {Kind::Mover}, "; stop it first"},
        {{Kind::Mover}, {Kind::Guest}, nullptr},
        {{Kind::Mover}, {Kind::Alone}, "another hearthd serves"},
        {{Kind::Guest}, {Kind::Alone}, nullptr},
        {{Kind::Guest}, {Kind::Node, a}, nullptr},
        {{Kind::Guest}, {Kind::Mover}, nullptr},
    };
    for (const Case &holding : table) {
        auto holder = as(holding.holder);
        ASSERT_TRUE(holder.isOk()) << holder.error().message.toStdString();
        // One after the other: who waits for all of the database is in the way of who shares it, too.
        const auto comer = as(holding.comer);
        ASSERT_EQ(comer.isOk(), !holding.refusal);
        if (holding.refusal) {
            const QString line = comer.error().message;
            EXPECT_EQ(comer.error().code, ErrorCode::Unavailable);
            EXPECT_TRUE(line.contains(QLatin1String(holding.refusal))) << qPrintable(line);
            EXPECT_TRUE(line.contains(QStringLiteral("postgresql://hearth@/"))) << qPrintable(line);
        }
        holder->reset();
        if (holding.refusal) {
            EXPECT_TRUE(as(holding.comer).isOk()) << "the place goes with who had it";
        }
    }
}

TEST_F(PostgresqlTenancy, aReaderTakesNoPlace)
{
    const auto holder = as({Kind::Alone});
    EXPECT_TRUE(as({Kind::Alone}, false).isOk());
}

TEST_F(PostgresqlTenancy, aPlaceIsTakenAgainAfterALoss)
{
    auto db = as({Kind::Node, a});
    prepare(**db);
    endSessions();
    EXPECT_TRUE(say(**db, QStringLiteral("m1")));
    EXPECT_FALSE(as({Kind::Node, a}).isOk());
    EXPECT_FALSE(as({Kind::Alone}).isOk());
}

//! What it does then is nothing, until the other has gone.
TEST_F(PostgresqlTenancy, whoseNameAnotherHasTakenWritesNothing)
{
    auto db = as({Kind::Node, a});
    prepare(**db);
    endSessions();
    auto other = as({Kind::Node, a});
    ASSERT_TRUE(other.isOk());
    const auto begun = (*db)->begin();
    ASSERT_FALSE(begun.isOk());
    EXPECT_TRUE(begun.error().message.contains(QStringLiteral("as the node 'a'; give this one another")));
    EXPECT_TRUE(say(**other, QStringLiteral("m1")));
    other->reset();
    EXPECT_TRUE(say(**db, QStringLiteral("m2")));
    EXPECT_EQ(idsBySeq(), (QStringList{QStringLiteral("m1"), QStringLiteral("m2")}));
}

} // namespace hearth::test
