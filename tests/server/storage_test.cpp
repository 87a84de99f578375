#include "server/storage/sqlite/sqlitedatabase.h"
#include "server/storage/storage.h"
#include "tests/support/waitfor.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QThread>

namespace hearth::server {
namespace {

class StorageTest : public testing::Test
{
protected:
    std::unique_ptr<Storage> open(int limit = 100)
    {
        auto storage = Storage::open(sqliteFactory(path()), limit);
        return storage ? *std::move(storage) : nullptr;
    }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("hearth.db")); }

    static Storage::Work<Done> addToken(const QByteArray &token, const QString &user)
    {
        return [=](Database &db) { return db.accounts().addToken(token, user, 1); };
    }

    QTemporaryDir m_folder;
};

TEST_F(StorageTest, RepliesComeInOrderOnTheOwnersThreadAndAFailureDisturbsNobody)
{
    auto storage = open();
    ASSERT_TRUE(storage);
    QStringList log;
    const auto note = [&log](const char *what) {
        return [&log, what](const auto &result) {
            EXPECT_EQ(QThread::currentThread(), QCoreApplication::instance()->thread());
            log += QLatin1String(what) + (result ? QStringLiteral(" ok") : QStringLiteral(" no"));
        };
    };
    storage->write<protocol::User>(
        storage.get(),
        [](Database &db) {
            return db.accounts().createUser({{"u1", "anna", {}, protocol::Role::Member}, "h", 1});
        },
        note("user"));
    storage->write<Done>(storage.get(), addToken("t1", "nobody"), note("foreign"));
    storage->write<Done>(
        storage.get(),
        [](Database &db) -> Result<Done> {
            std::ignore = db.accounts().addToken("t2", "u1", 1);
            return ErrorCode::InvalidRequest;
        },
        note("undone"));
    storage->write<Done>(storage.get(), addToken("t3", "u1"), note("token"));
    ASSERT_TRUE(storage->drain(10'000));
    EXPECT_EQ(log, QStringList({"user ok", "foreign no", "undone no", "token ok"}));
    QStringList found;
    for (const QByteArray token : {"t1", "t2", "t3"}) {
        storage->read<protocol::User>(
            storage.get(), [token](Database &db) { return db.accounts().userByToken(token); },
            [&found](
                const Result<protocol::User> &user) { found += user ? user->id : QStringLiteral("none"); });
    }
    ASSERT_TRUE(waitFor([&] { return found.size() == 3; }));
    EXPECT_EQ(found, QStringList({"none", "none", "u1"}));
}

TEST_F(StorageTest, AFullQueueRefusesAtOnce)
{
    auto storage = open(5);
    ASSERT_TRUE(storage);
    int refused = 0, done = 0;
    for (int i = 0; i < 2000; ++i) {
        storage->write<Done>(storage.get(), addToken("t", "nobody"), [&](const Result<Done> &result) {
            ++done;
            if (!result && result.error().code == ErrorCode::Unavailable)
                ++refused;
        });
    }
    ASSERT_TRUE(waitFor([&] { return done == 2000; }));
    EXPECT_GT(refused, 0);
    EXPECT_GT(storage->counters().refused, 0U);
}

TEST_F(StorageTest, ANewerDatabaseIsRefused)
{
    ASSERT_TRUE(open());
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "newer");
        database.setDatabaseName(path());
        ASSERT_TRUE(database.open());
        QSqlQuery(database).exec("PRAGMA user_version = 999");
    }
    QSqlDatabase::removeDatabase("newer");
    const auto again = Storage::open(sqliteFactory(path()), 10);
    ASSERT_FALSE(again.isOk());
    EXPECT_EQ(again.error().code, ErrorCode::NewerDatabase);
}

TEST_F(StorageTest, AFolderThatIsNotThereIsNamed)
{
    const auto none = Storage::open(sqliteFactory("/nowhere/hearth.db"), 10);
    ASSERT_FALSE(none.isOk());
    EXPECT_TRUE(none.error().message.contains("/nowhere/hearth.db"));
}

} // namespace
} // namespace hearth::server
