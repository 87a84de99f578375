#include "tests/server/storage_contract.h"

namespace hearth::test {

using namespace hearth::server;

//! What every ThingStore promises, for each kind of thing.
class StorageThings : public StorageContract
{
protected:
    void SetUp() override
    {
        StorageContract::SetUp();
        hall(1);
    }
    template <class T>
    void keepsThem(ThingStore<T> &(Database::*store)(), T one, const T &other)
    {
        const auto put = [&](const T &thing) {
            return write([&](Database &db) { return (db.*store)().put(thing); });
        };
        const auto all = [&] { return *((*m_reader).*store)().all(); };
        EXPECT_EQ(all(), QList<T>());
        ASSERT_TRUE(put(one).isOk() && put(other).isOk());
        EXPECT_EQ(all(), (QList<T>{other, one})) << "by name";
        EXPECT_EQ(*((*m_reader).*store)().one(one.id), one);
        one.name = QStringLiteral("a first");
        ASSERT_TRUE(put(one).isOk());
        EXPECT_EQ(all(), (QList<T>{one, other}));
        const auto remove = [&](const QString &id) {
            return codeOf(write([&](Database &db) { return (db.*store)().remove(id); }));
        };
        EXPECT_EQ(remove(QStringLiteral("nothing")), ErrorCode::NotFound);
        ASSERT_TRUE(write([&](Database &db) { return (db.*store)().remove(one.id); }).isOk());
        EXPECT_EQ(all(), QList<T>{other});
        EXPECT_EQ(codeOf(((*m_reader).*store)().one(one.id)), ErrorCode::NotFound);
    }
};

TEST_P(StorageThings, Dashboards)
{
    protocol::Panel panel;
    panel.id = QStringLiteral("p");
    panel.min = -0.5;
    keepsThem<protocol::Dashboard>(&Database::dashboards,
        {QStringLiteral("d1"), QStringLiteral("Öfen"), {panel}, 2, 3, QStringLiteral("u-anna")},
        {QStringLiteral("d2"), QStringLiteral("doors"), {}, 1, 2, {}});
}

TEST_P(StorageThings, Alerts)
{
    protocol::Alert one;
    one.id = QStringLiteral("a1");
    one.name = QStringLiteral("too hot");
    one.roomId = QStringLiteral("r-Hall");
    one.channel = QStringLiteral("kiln");
    one.watched = QStringLiteral("temp");
    one.value = 900.5;
    protocol::Alert other = one;
    other.id = QStringLiteral("a2");
    other.name = QStringLiteral("Silent");
    keepsThem<protocol::Alert>(&Database::alerts, one, other);
    one.roomId = QStringLiteral("r-nowhere");
    EXPECT_FALSE(write([&](Database &db) { return db.alerts().put(one); }).isOk())
        << "of a room that is there";
}

INSTANTIATE_TEST_SUITE_P(Backends, StorageThings, testing::ValuesIn(backends()), nameOf);

} // namespace hearth::test
