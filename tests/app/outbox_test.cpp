#include "app/outbox/database.h"
#include "app/outbox/outbox.h"

#include <QTemporaryDir>

namespace hearth::app {
namespace {

class OutboxTest : public testing::Test
{
protected:
    void SetUp() override { reopen(); }
    void reopen()
    {
        m_database.reset();
        auto opened = Database::open(m_folder.filePath(QStringLiteral("a/account.db")));
        ASSERT_TRUE(opened) << qPrintable(opened.error().message);
        m_database = *std::move(opened);
    }
    Outbox outbox() { return Outbox(*m_database); }
    static OutboxItem item(const char *room, const QString &text, qint64 at)
    {
        OutboxItem out;
        out.roomId = QString::fromLatin1(room);
        out.content = text;
        out.createdAt = at;
        return out;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;
};

TEST_F(OutboxTest, KeepsItsOrderOverAReopening)
{
    QStringList ids;
    for (const char *text : {"one", "two", "three"})
        ids += outbox().add(item("r1", QString::fromLatin1(text), 5))->clientId;
    reopen();
    const QList<OutboxItem> items = outbox().items(QStringLiteral("r1"));
    ASSERT_EQ(items.size(), 3);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(items.at(i).clientId, ids.at(i));
    EXPECT_EQ(items.at(2).content, QStringLiteral("three"));
    EXPECT_EQ(outbox().waitingCount(), 3);
}

TEST_F(OutboxTest, KeepsHowFarTheFilesOfAMessageHaveCome)
{
    OutboxItem message = item("r1", {}, 5);
    message.files = {{QStringLiteral("/a"), QStringLiteral("a.png"), 10, 4, 3},
        {QStringLiteral("/b"), QStringLiteral("b"), 20}};
    const QString id = outbox().add(message)->clientId;
    const QString other = outbox().add(item("r1", QStringLiteral("no files"), 6))->clientId;
    EXPECT_EQ(outbox().filePaths(), (QStringList{QStringLiteral("/a"), QStringLiteral("/b")}));
    outbox().noteUpload(id, 0, QStringLiteral("p1"), std::nullopt);
    const protocol::File file{
        QStringLiteral("f1"), QStringLiteral("b"), 20, QStringLiteral("image/png"), 4, 3, true};
    outbox().noteUpload(id, 1, {}, file);
    reopen();
    message.files[0].uploadId = QStringLiteral("p1");
    message.files[1].file = file;
    EXPECT_EQ(outbox().heads().first().files, message.files);
    EXPECT_EQ(outbox().find(id)->files, message.files);
    EXPECT_TRUE(outbox().find(other)->files.isEmpty());
    outbox().remove(id);
    EXPECT_TRUE(outbox().filePaths().isEmpty());
}

TEST_F(OutboxTest, GivesTheOldestWaitingItemOfEachRoom)
{
    const QString refused = outbox().add(item("r1", QStringLiteral("a"), 1))->clientId;
    const QString next = outbox().add(item("r1", QStringLiteral("b"), 2))->clientId;
    const QString other = outbox().add(item("r2", QStringLiteral("c"), 3))->clientId;
    outbox().refuse(refused, QStringLiteral("Access denied"));
    const QList<OutboxItem> heads = outbox().heads();
    ASSERT_EQ(heads.size(), 2);
    EXPECT_EQ(heads.at(0).clientId, next);
    EXPECT_EQ(heads.at(1).clientId, other);
    EXPECT_EQ(outbox().waitingCount(), 2);
    EXPECT_EQ(outbox().find(refused)->error, QStringLiteral("Access denied"));

    outbox().retry(refused);
    EXPECT_EQ(outbox().heads().at(0).clientId, refused);
    EXPECT_EQ(outbox().find(refused)->state, OutboxItem::State::Waiting);
    outbox().remove(refused);
    EXPECT_FALSE(outbox().find(refused));
}

TEST_F(OutboxTest, KeepsWhatIsToBecomeOfAMessage)
{
    OutboxItem change = item("r1", QStringLiteral("\U0001F44D"), 7);
    change.kind = OutboxItem::Kind::React;
    change.target = QStringLiteral("m1");
    change = *outbox().add(change);
    reopen();
    EXPECT_EQ(outbox().items(QStringLiteral("r1")), QList<OutboxItem>{change});
    EXPECT_EQ(outbox().heads(), QList<OutboxItem>{change});
}

TEST_F(OutboxTest, HasABound)
{
    m_database->transaction([&] {
        for (int i = 0; i < Outbox::maxItems; ++i)
            EXPECT_TRUE(outbox().add(item("r1", QStringLiteral("x"), i)));
        return true;
    });
    const auto oneMore = outbox().add(item("r1", QStringLiteral("x"), 0));
    ASSERT_FALSE(oneMore);
    EXPECT_EQ(oneMore.error().code, ErrorCode::TooMany);
}

TEST_F(OutboxTest, AFailedTransactionLeavesNothing)
{
    EXPECT_FALSE(m_database->transaction([&] {
        EXPECT_TRUE(outbox().add(item("r1", QStringLiteral("x"), 0)));
        return false;
    }));
    EXPECT_EQ(outbox().waitingCount(), 0);
}

} // namespace
} // namespace hearth::app
