// What becomes of messages that come together: each as if it were alone.
#include "server/features/saying.h"

#include "server/storage/sqlite/sqlitedatabase.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

TEST(SayingTest, EachPassesTheGateAndNotifiesByItself)
{
    const QTemporaryDir folder;
    const auto db = *sqliteFactory(folder.filePath(QStringLiteral("hearth.db")))(true);
    ASSERT_TRUE(db->begin().isOk());
    for (const char *name : {"anna", "ben", "carl"}) {
        const QString id = QLatin1String(name);
        ASSERT_TRUE(db->accounts().createUser({{id, id, id, {}}, QStringLiteral("hash"), 1}).isOk());
    }
    const QString anna = QStringLiteral("anna");
    const QString ben = QStringLiteral("ben");
    for (const char *name : {"hall", "yard", "closed"}) {
        const QString id = QLatin1String(name);
        ASSERT_TRUE(db->rooms().createRoom({id, id, {}, true, anna, {ben}, {}, 1}).isOk());
    }
    ASSERT_TRUE(db->rooms().changeRoom(QStringLiteral("closed"), {{}, {}, {}, 1}).isOk());
    ASSERT_TRUE(db->notifications().setSettings(ben, {{}, {}, {QStringLiteral("kiln")}}).isOk());

    int count = 0;
    const auto saying = [&count](const char *person, const char *room, const char *content) {
        const QString id = QStringLiteral("m%1").arg(++count);
        return Saying{
            {id, QLatin1String(room), QLatin1String(person), QLatin1String(content), id, 1}, {1, {}, 0}};
    };
    const auto stored =
        storeEach(*db, {saying("anna", "hall", "plain"), saying("carl", "hall", "not his"),
                           saying("ben", "yard", "@anna"), saying("anna", "closed", "archived"),
                           saying("anna", "nowhere", "none"), saying("anna", "hall", "the kiln")});
    ASSERT_TRUE(stored.isOk());
    QStringList told;
    for (const Result<Stored> &each : *stored) {
        if (!each) {
            told += text(each.error().code);
            continue;
        }
        told += QStringLiteral("%1 %2").arg(each->appended.message.roomId).arg(each->appended.message.seq);
        for (const Notified &notified : each->news.notified)
            told.last() += u' ' + notified.userId;
    }
    EXPECT_EQ(told,
        (QStringList{QStringLiteral("hall 1"), text(ErrorCode::AccessDenied), QStringLiteral("yard 1 anna"),
            text(ErrorCode::Forbidden), text(ErrorCode::AccessDenied), QStringLiteral("hall 2 ben")}));
    ASSERT_TRUE(db->commit().isOk());
    EXPECT_EQ(db->messages().history({QStringLiteral("closed"), {}, {}, 100})->size(), 0);
}

} // namespace hearth::test
