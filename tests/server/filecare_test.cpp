#include "server/features/filekeeper.h"
#include "server/features/intake.h"
#include "server/server/filecheck.h"
#include "server/storage/sqlite/sqlitedatabase.h"
#include "tests/server/failingdatabase.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

#include <QSemaphore>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::test {

//! Files of anna's in one room, as they are kept and as their contents go. Nobody is connected, and only
//! look() looks.
class FileCareTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_disk.blobs.make().isOk());
        run<Done>([](Database &db) -> Result<Done> {
            const QString anna = QStringLiteral("anna");
            const auto user = db.accounts().createUser({{anna, anna, anna, {}}, QStringLiteral("hash"), 1});
            const auto room = db.rooms().createRoom({m_room, m_room, {}, false, anna, {}, {}, 1});
            return user && room ? Result<Done>(Done{}) : ErrorCode::Internal;
        });
    }
    template <class T>
    void run(Storage::Work<T> work)
    {
        bool isDone = false;
        m_storage->write<T>(nullptr, std::move(work), [&isDone](const Result<T> &done) {
            isDone = true;
            EXPECT_TRUE(done.isOk()) << done.error().message.toStdString();
        });
        EXPECT_TRUE(waitFor([&isDone] { return isDone; }));
    }
    //! No message has carried any of them.
    void forgetFiles()
    {
        run<QStringList>([this](Database &db) { return db.files().expire(m_clock.wallMs() + 1); });
    }
    //! An upload that was whole, until it is answered.
    Result<protocol::File> keep(const QByteArray &bytes, const QString &room = m_room)
    {
        const QString id = QStringLiteral("p%1").arg(++m_drafts);
        const auto draft = *Draft::open(m_disk.blobs.draft(id), 0);
        EXPECT_TRUE(draft->append(bytes).isOk());
        const auto content = *draft->finish();
        m_hash = content.hash;
        std::optional<Result<protocol::File>> answer;
        m_keeper.keep(id, {QStringLiteral("f-") + id, room, QStringLiteral("anna"), id, {}, m_clock.wallMs()},
            content, {}, [&](const Result<protocol::File> &file) { answer = file; });
        EXPECT_TRUE(waitFor([&] { return answer.has_value(); }));
        m_disk.removeDraft(id);
        return answer ? *answer : ErrorCode::Internal;
    }
    //! Looks, until all that was found is done.
    void look()
    {
        m_care.look();
        EXPECT_TRUE(waitFor([this] { return !m_care.isAtWork(); }));
    }
    //! The last one.
    [[nodiscard]] bool hasContent() const { return m_disk.blobs.has(m_hash); }
    QStringList faults()
    {
        const DataFolder folder(m_folder.path());
        return *fileFaults(**folder.database()(false), folder);
    }

    inline static const QString m_room = QStringLiteral("Hall");
    QTemporaryDir m_folder;
    FakeClock m_clock;
    Limits m_limits;
    Router m_router;
    Metrics m_metrics{true};
    FailingDatabase::Faults m_faults;
    FileDisk m_disk{DataFolder(m_folder.path()).filesFolder(**DataFolder(m_folder.path()).database()(true))};
    std::unique_ptr<Storage> m_storage = *Storage::open(
        [this](bool mayMigrate) -> Result<std::unique_ptr<Database>> {
            auto db = DataFolder(m_folder.path()).database()(mayMigrate);
            return std::unique_ptr<Database>(std::make_unique<FailingDatabase>(*std::move(db), m_faults));
        },
        100);
    std::unique_ptr<Loop> m_loop = *Loop::create(m_clock, IoKind::Send);
    Namespace m_chat{QStringLiteral("/"), *m_loop, {}};
    Services m_services{*m_storage, m_chat, m_router, m_clock, m_limits, m_metrics};
    FileCare m_care{m_services, m_disk};
    FileKeeper m_keeper{m_services, m_disk, m_care};
    int m_drafts = 0;
    QString m_hash;
};

TEST_F(FileCareTest, AContentGoesWithItsLastFile)
{
    ASSERT_TRUE(keep("hello").isOk());
    look();
    EXPECT_TRUE(hasContent()) << "a file has it";
    forgetFiles();
    look();
    EXPECT_FALSE(hasContent());
    EXPECT_EQ(m_care.deleted(), 1U);
    EXPECT_EQ(m_disk.blobs.drafts(), QStringList());
}

TEST_F(FileCareTest, AContentStaysWhereItsRowIsNotForgottenForSure)
{
    ASSERT_TRUE(keep("hello").isOk());
    forgetFiles();
    m_faults.commit = true;
    look();
    EXPECT_TRUE(hasContent()) << "the row is still there";
    EXPECT_EQ(faults(), QStringList());
    m_faults.commit = false;
    look();
    EXPECT_FALSE(hasContent());
    EXPECT_EQ(faults(), QStringList());
}

TEST_F(FileCareTest, WhatCannotBeForgottenWaitsOnce)
{
    ASSERT_TRUE(keep("hello").isOk());
    forgetFiles();
    m_faults.commit = true;
    for (int i = 0; i < 3; ++i) {
        look();
        EXPECT_EQ(m_care.waiting(), 1) << i;
    }
    m_faults.commit = false;
    look();
    EXPECT_EQ(m_care.waiting(), 0);
    EXPECT_EQ(m_care.deleted(), 1U);
}

TEST_F(FileCareTest, TooManyAreLeftToTheNextStart)
{
    constexpr int most = 10'000;
    QStringList hashes;
    for (int i = 0; i < most + 2; ++i)
        hashes += QStringLiteral("%1").arg(i, 64, 16, QLatin1Char('0'));
    FileCare care(m_services, m_disk, hashes);
    care.release(hashes.first());
    EXPECT_EQ(care.waiting(), most);
    EXPECT_EQ(care.leftOut(), 2U);
}

//! A copy of a large file takes long, and may not hold up what others send.
TEST_F(FileCareTest, AFileIsCopiedWhileOthersAreWritten)
{
    const QString id = QStringLiteral("p1");
    const QString copy = QStringLiteral("p2");
    Intake intake(m_disk, id, 0);
    intake.append("hello");
    std::optional<Result<qint64>> synced;
    intake.sync(&intake, [&](const Result<qint64> &size) { synced = size; });
    ASSERT_TRUE(waitFor([&] { return synced.has_value(); }));
    QSemaphore written;
    const QSemaphoreReleaser end(written);
    m_disk.writing.run<Done>(nullptr,
        [&written]() -> Result<Done> {
            written.acquire();
            return Done{};
        },
        {});
    std::optional<Result<Content>> copied;
    intake.finishCopy(&intake, copy, [&](const Result<Content> &content) { copied = content; });
    ASSERT_TRUE(waitFor([&] { return copied.has_value(); }));
    EXPECT_TRUE(copied->isOk());
    m_disk.removeCopy(copy);
    EXPECT_TRUE(waitFor([&] { return m_disk.blobs.drafts() == QStringList{id}; }));
}

TEST_F(FileCareTest, AContentThatIsRefusedGoesUnlessAFileHasIt)
{
    EXPECT_FALSE(keep("hello", QStringLiteral("elsewhere")).isOk());
    EXPECT_TRUE(hasContent()) << "it is kept before it is asked for";
    look();
    EXPECT_FALSE(hasContent());
    ASSERT_TRUE(keep("hello").isOk());
    EXPECT_FALSE(keep("hello", QStringLiteral("elsewhere")).isOk());
    look();
    EXPECT_TRUE(hasContent());
    m_faults.commit = true;
    EXPECT_FALSE(keep("world").isOk()) << "nobody knows whether it is stored";
    m_faults.commit = false;
    look();
    EXPECT_FALSE(hasContent());
    EXPECT_EQ(faults(), QStringList());
    EXPECT_EQ(m_care.deleted(), 2U);
}

} // namespace hearth::test
