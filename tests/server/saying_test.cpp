// What becomes of messages that come together: each as if it were alone.
#include "server/features/saying.h"

#include "server/storage/postgresql/postgresqldatabase.h"
#include "server/storage/sqlite/sqlitedatabase.h"
#include "tests/server/postgresserver.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

const QString anna = QStringLiteral("anna");
const QString ben = QStringLiteral("ben");

//! anna, ben and carl; the first two in the rooms hall, yard, and closed, which is archived.
void prepareHall(Database &db)
{
    for (const QString &id : {anna, ben, QStringLiteral("carl")})
        ASSERT_TRUE(db.accounts().createUser({{id, id, id, {}}, QStringLiteral("hash"), 1}).isOk());
    for (const char *name : {"hall", "yard", "closed"}) {
        const QString id = QLatin1String(name);
        ASSERT_TRUE(db.rooms().createRoom({id, id, {}, true, anna, {ben}, {}, 1}).isOk());
    }
    ASSERT_TRUE(db.rooms().changeRoom(QStringLiteral("closed"), {{}, {}, {}, 1}).isOk());
    ASSERT_TRUE(db.notifications().setSettings(ben, {{}, {}, {QStringLiteral("kiln")}}).isOk());
}

Saying saying(int number, const char *person, const char *room, const char *content)
{
    const QString id = QStringLiteral("m%1").arg(number);
    return {{id, QLatin1String(room), QLatin1String(person), QString::fromUtf8(content), id, 1}, {1, {}, 0}};
}

//! `room seq` with whom it notifies, or why not.
QStringList told(const Result<QList<Result<Stored>>> &stored)
{
    QStringList all;
    for (const Result<Stored> &each : stored ? *stored : QList<Result<Stored>>()) {
        if (!each) {
            all += text(each.error().code);
            continue;
        }
        all += QStringLiteral("%1 %2").arg(each->appended.message.roomId).arg(each->appended.message.seq);
        if (!each->appended.isNew)
            all.last() += QStringLiteral(" again");
        for (const Notified &notified : each->news.notified)
            all.last() += u' ' + notified.userId;
    }
    return all;
}

void eachIsAsIfItWereAlone(Database &db)
{
    ASSERT_TRUE(db.begin().isOk());
    prepareHall(db);
    ASSERT_TRUE(storeAlone(db, saying(0, "anna", "hall", "before")).isOk());
    const auto stored =
        storeEach(db, {saying(1, "anna", "hall", "plain"), saying(2, "carl", "hall", "not his"),
                          saying(3, "ben", "yard", "@anna"), saying(4, "anna", "closed", "archived"),
                          saying(5, "anna", "nowhere", "none"), saying(0, "anna", "hall", "before"),
                          saying(1, "anna", "hall", "plain"), saying(6, "anna", "hall", "the kiln")});
    EXPECT_EQ(told(stored),
        (QStringList{QStringLiteral("hall 2"), text(ErrorCode::AccessDenied), QStringLiteral("yard 1 anna"),
            text(ErrorCode::Forbidden), text(ErrorCode::AccessDenied), QStringLiteral("hall 1 again"),
            QStringLiteral("hall 2 again"), QStringLiteral("hall 3 ben")}));
    ASSERT_TRUE(db.commit().isOk());
    EXPECT_EQ(db.messages().history({QStringLiteral("hall"), {}, {}, 100})->size(), 3);
    EXPECT_EQ(db.messages().history({QStringLiteral("closed"), {}, {}, 100})->size(), 0);
}

} // namespace

TEST(SayingTest, EachIsAsIfItWereAlone)
{
    const QTemporaryDir folder;
    eachIsAsIfItWereAlone(**sqliteFactory(folder.filePath(QStringLiteral("hearth.db")))(true));
}

TEST(SayingPostgresql, EachIsAsIfItWereAlone)
{
    eachIsAsIfItWereAlone(**postgresqlFactory(PostgresServer::shared().newDatabase())(true));
}

//! Those that could make others be stored anew are kept apart from them.
TEST(SayingTest, WhatMayFailOthersIsKnownBefore)
{
    NewMessage message = saying(1, "anna", "hall", "plain").message;
    EXPECT_FALSE(mayFailOthers(message));
    message.files = {QStringLiteral("f1")};
    EXPECT_TRUE(mayFailOthers(message));
    message.files.clear();
    message.content = QString(QChar(0));
    EXPECT_TRUE(mayFailOthers(message));
}

} // namespace hearth::test
