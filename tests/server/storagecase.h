#pragma once

#include "server/storage/sqlite/sqlitedatabase.h"
#include "server/storage/storage.h"
#include "tests/server/failingdatabase.h"
#include "tests/support/waitfor.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <future>

namespace hearth::test {

using namespace hearth::server;

inline Storage::Work<protocol::User> creation(int number)
{
    return [number](Database &db) {
        const QString name = QStringLiteral("user%1").arg(number);
        return db.accounts().createUser(
            {{name, name, {}, protocol::Role::Member}, QStringLiteral("hash"), 1});
    };
}

//! A Storage on SQLite that can be made to fail, and whose writer can be held.
class StorageTest : public testing::Test
{
protected:
    void open(int limit)
    {
        const auto inner = sqliteFactory(m_folder.filePath(QStringLiteral("hearth.db")));
        auto storage = Storage::open(
            [this, inner](bool mayMigrate) -> Result<std::unique_ptr<Database>> {
                auto db = inner(mayMigrate);
                if (!db)
                    return db.error();
                return std::unique_ptr<Database>(std::make_unique<FailingDatabase>(std::move(*db), m_faults));
            },
            limit);
        ASSERT_TRUE(storage.isOk()) << storage.error().message.toStdString();
        m_storage = std::move(*storage);
    }

    //! Keeps the writer busy until the promise is fulfilled, so that what is enqueued meanwhile is one batch.
    //! Returns when it has begun.
    std::promise<void> holdWriter()
    {
        std::promise<void> go;
        const auto started = std::make_shared<std::promise<void>>();
        auto hasStarted = started->get_future();
        m_storage->write<Done>(
            nullptr,
            [wait = go.get_future().share(), started](Database &) -> Result<Done> {
                started->set_value();
                wait.wait();
                return Done{};
            },
            [this](const Result<Done> &) { m_order.append(-1); });
        hasStarted.wait();
        return go;
    }

    //! A write that appends its number to m_order when it succeeds and the negative code when not.
    void create(int number)
    {
        m_storage->write<protocol::User>(nullptr, creation(number), [this, number](const auto &user) {
            m_order.append(number);
            m_results.insert(number, user.isOk() ? std::nullopt : std::optional(user.error().code));
        });
    }

    qint64 storedUsers()
    {
        std::optional<qint64> count;
        m_storage->read<qint64>(
            nullptr, [](Database &db) { return db.accounts().userCount(); },
            [&count](const Result<qint64> &got) { count = got.isOk() ? *got : -1; });
        EXPECT_TRUE(waitFor([&count] { return count.has_value(); }));
        return count.value_or(-1);
    }

    QTemporaryDir m_folder;
    FailingDatabase::Faults m_faults;
    QList<int> m_order;
    QHash<int, std::optional<ErrorCode>> m_results;
    std::unique_ptr<Storage> m_storage;
};

} // namespace hearth::test
