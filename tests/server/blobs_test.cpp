#include "server/files/blobs.h"

#include "server/files/draft.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

template <class T>
std::optional<ErrorCode> codeOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

} // namespace

TEST(Drafts, GoOnWhereTheyStoppedAndBecomeAContentOnce)
{
    const QTemporaryDir folder;
    const Blobs blobs(folder.filePath(QStringLiteral("files")));
    ASSERT_TRUE(blobs.make().isOk());
    ASSERT_TRUE(blobs.make().isOk()) << "again: nothing to do";
    const QString path = blobs.draft(QStringLiteral("p1"));
    {
        const auto draft = *Draft::open(path, 0);
        ASSERT_TRUE(draft->append("\x89PNG\r\n").isOk());
        EXPECT_EQ(draft->sync(), Result<qint64>(6));
        ASSERT_TRUE(draft->append("this was not synced").isOk());
    }
    const auto draft = *Draft::open(path, 6);
    ASSERT_TRUE(draft->append("\x1a\nrest").isOk());
    const auto content = draft->finish();
    ASSERT_TRUE(content.isOk());
    const QByteArray hash =
        QCryptographicHash::hash("\x89PNG\r\n\x1a\nrest", QCryptographicHash::Sha256).toHex();
    EXPECT_EQ(*content, (Content{QString::fromLatin1(hash), 12, "image/png"}));
    EXPECT_EQ(codeOf(Draft::open(path, 13)), ErrorCode::Conflict) << "it is shorter";

    EXPECT_FALSE(blobs.has(content->hash));
    ASSERT_TRUE(blobs.makeThumbnail(QStringLiteral("p1"), "small").isOk());
    ASSERT_TRUE(blobs.keep(QStringLiteral("p1"), content->hash, 12).isOk());
    ASSERT_TRUE(blobs.keep(QStringLiteral("p1"), content->hash, 12).isOk()) << "it is there already";
    EXPECT_TRUE(blobs.has(content->hash));
    EXPECT_TRUE(blobs.hasThumbnail(content->hash));
    EXPECT_EQ(blobs.hashes(), QStringList{content->hash});
    blobs.removeDraft(QStringLiteral("p1"));
    EXPECT_EQ(blobs.drafts(), QStringList()) << "and its thumbnail";
    EXPECT_EQ(bytesOf(blobs.content(content->hash)), "\x89PNG\r\n\x1a\nrest");
}

TEST(Drafts, BecomeACopyThatNobodyWritesInto)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p1"));
    const QString copy = folder.filePath(QStringLiteral("p2"));
    const auto stale = *Draft::open(path, 0);
    ASSERT_TRUE(stale->append("stale").isOk());
    const auto draft = *Draft::open(path, 0);
    ASSERT_TRUE(draft->append("hello world").isOk());
    const auto content = draft->finishCopy(copy);
    ASSERT_TRUE(content.isOk()) << content.error().message.toStdString();
    const QByteArray hash = QCryptographicHash::hash("hello world", QCryptographicHash::Sha256).toHex();
    EXPECT_EQ(*content, (Content{QString::fromLatin1(hash), 11, "application/octet-stream"}));
    ASSERT_TRUE(stale->append(" bytes").isOk());
    EXPECT_EQ(bytesOf(path), "hello bytes");
    EXPECT_EQ(bytesOf(copy), "hello world");

    EXPECT_EQ(codeOf(draft->finishCopy(copy)), ErrorCode::Unavailable) << "there is one";
    ASSERT_TRUE(QFile::remove(copy));
    EXPECT_EQ(codeOf(draft->finishCopy(copy)), ErrorCode::Conflict) << "not what it was told";
    EXPECT_FALSE(QFile::exists(copy));
    ASSERT_TRUE(QFile::resize(path, 5));
    EXPECT_EQ(codeOf(draft->finishCopy(copy)), ErrorCode::Conflict) << "a part is lost";
    EXPECT_FALSE(QFile::exists(copy));
}

TEST(Blobs, AreMendedByTheNextDraftWhichStays)
{
    const QTemporaryDir folder;
    const Blobs blobs(folder.path());
    ASSERT_TRUE(blobs.make().isOk());
    const QString hash(64, u'a');
    for (const char *id : {"p1", "p2"}) {
        ASSERT_TRUE((*Draft::open(blobs.draft(QLatin1String(id)), 0))->append("whole").isOk());
        ASSERT_TRUE(blobs.makeThumbnail(QLatin1String(id), id).isOk());
    }
    ASSERT_TRUE(blobs.keep(QStringLiteral("p1"), hash, 5).isOk());
    ASSERT_TRUE(QFile::remove(blobs.content(hash)));
    ASSERT_TRUE((*Draft::open(blobs.content(hash), 0))->append("cut").isOk());
    ASSERT_TRUE(blobs.keep(QStringLiteral("p2"), hash, 5).isOk());
    EXPECT_EQ(bytesOf(blobs.content(hash)), "whole");
    EXPECT_EQ(bytesOf(blobs.draft(QStringLiteral("p2"))), "whole");
    EXPECT_EQ(bytesOf(blobs.thumbnail(hash)), "p1") << "what is there stays";
    ASSERT_TRUE(blobs.makeThumbnail(QStringLiteral("p1"), "another").isOk());
    EXPECT_EQ(bytesOf(blobs.thumbnail(hash)), "p1") << "a draft that is written anew writes into nothing";
    EXPECT_EQ(blobs.drafts().size(), 4);
}

TEST(Blobs, AreSetAsideAndPutBack)
{
    const QTemporaryDir folder;
    const Blobs blobs(folder.path());
    ASSERT_TRUE(blobs.make().isOk());
    const QString hash(64, u'a');
    const QString id = QStringLiteral("p1");
    ASSERT_TRUE((*Draft::open(blobs.draft(id), 0))->append("old").isOk());
    ASSERT_TRUE(blobs.makeThumbnail(id, "small").isOk());
    EXPECT_EQ(blobs.setAside(hash), QStringList()) << "it is not there";
    ASSERT_TRUE(blobs.keep(id, hash, 3).isOk());
    blobs.removeDraft(id);
    const QStringList asides = blobs.setAside(hash);
    EXPECT_EQ(asides.size(), 2);
    EXPECT_EQ(blobs.hashes(), QStringList());
    EXPECT_EQ(blobs.drafts().size(), 2);
    for (const QString &aside : asides)
        EXPECT_EQ(Blobs::hashOfAside(aside), hash);
    EXPECT_EQ(Blobs::hashOfAside(id), QString());

    // The same content has come again meanwhile, but not its thumbnail.
    ASSERT_TRUE((*Draft::open(blobs.draft(id), 0))->append("new").isOk());
    ASSERT_TRUE(blobs.keep(id, hash, 3).isOk());
    for (const QString &aside : asides)
        EXPECT_TRUE(blobs.putBack(aside).isOk());
    EXPECT_EQ(bytesOf(blobs.content(hash)), "new");
    EXPECT_EQ(bytesOf(blobs.thumbnail(hash)), "small");
    EXPECT_EQ(blobs.drafts(), QStringList{id});
}

} // namespace hearth::test
