#pragma once

#include "server/storage/postgresql/postgresqldatabase.h"
#include "tests/server/postgresserver.h"
#include "tests/support/fakeclock.h"

#include <QUrl>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

//! An empty database of a PostgreSQL that all tests share.
class Postgresql : public testing::Test
{
protected:
    std::unique_ptr<Database> open(bool mayMigrate = true)
    {
        auto db = postgresqlFactory(m_url, IfMissing::Make, &m_clock)(mayMigrate);
        EXPECT_TRUE(db.isOk()) << db.error().message.toStdString();
        return db.isOk() ? std::move(*db) : nullptr;
    }
    QStringList execute(const QString &sql) { return m_server.execute(QUrl(m_url).path().mid(1), sql); }
    //! anna in the rooms r1 to r<rooms>.
    void prepare(Database &db, int rooms = 1)
    {
        const QString anna = QStringLiteral("anna");
        ASSERT_TRUE(db.begin().isOk());
        ASSERT_TRUE(db.accounts().createUser({{anna, anna, anna, {}}, QStringLiteral("hash"), 1}).isOk());
        for (int i = 1; i <= rooms; ++i) {
            const QString id = QStringLiteral("r%1").arg(i);
            ASSERT_TRUE(db.rooms().createRoom({id, id, {}, false, anna, {}, {}, 1}).isOk());
        }
        ASSERT_TRUE(db.commit().isOk());
    }
    static Result<Appended> append(Database &db, const QString &id, int room = 1)
    {
        return db.messages().append({id, QStringLiteral("r%1").arg(room), QStringLiteral("anna"),
            QStringLiteral("text ") + id, id, 1});
    }
    //! In a transaction of its own; false: not acked.
    static bool say(Database &db, const QString &id, int room = 1)
    {
        if (!db.begin())
            return false;
        if (append(db, id, room) && db.commit())
            return true;
        db.rollback();
        return false;
    }
    //! In a transaction, within which one job has stored m1.
    std::unique_ptr<Database> openAfterAJob()
    {
        auto db = open();
        prepare(*db);
        EXPECT_TRUE(db->begin().isOk() && db->savepoint().isOk());
        EXPECT_TRUE(append(*db, QStringLiteral("m1")).isOk());
        EXPECT_TRUE(db->release().isOk());
        return db;
    }
    void endSessions()
    {
        execute(QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                               "WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    }
    QStringList idsBySeq() { return execute(QStringLiteral("SELECT id FROM messages ORDER BY seq")); }

    PostgresServer &m_server = PostgresServer::shared();
    QString m_url = m_server.newDatabase();
    FakeClock m_clock; //!< stands still: no try takes time, so none is put off
};

} // namespace hearth::test
