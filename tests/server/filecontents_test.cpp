#include "server/features/filecontents.h"

#include "server/files/draft.h"
#include "server/server/filecheck.h"
#include "tests/server/haltingfiles.h"
#include "tests/server/postgresqlcase.h"
#include "tests/support/waitfor.h"

#include <thread>

namespace hearth::test {

//! Two servers, each with its connection, on one PostgreSQL and one folder of contents. One adds a file of a
//! content that the other is about to remove, as a crash has left it.
class FileContentsPostgresql : public Postgresql
{
protected:
    void SetUp() override
    {
        prepare(*m_adder);
        ASSERT_TRUE(m_blobs.make().isOk());
        writeDraft(QStringLiteral("p-before"));
        ASSERT_TRUE(m_blobs.keep(QStringLiteral("p-before"), m_blob.hash, m_blob.size).isOk());
        m_blobs.removeDraft(QStringLiteral("p-before"));
        writeDraft(m_draft);
    }
    void writeDraft(const QString &id)
    {
        const auto draft = *Draft::open(m_blobs.draft(id), 0);
        ASSERT_TRUE(draft->append("hello").isOk());
        ASSERT_TRUE(draft->finish().isOk());
        ASSERT_TRUE(m_blobs.makeThumbnail(id, "small").isOk());
    }
    //! What FileKeeper does, in two steps, and in the end.
    void keep() { ASSERT_TRUE(m_blobs.keep(m_draft, m_blob.hash, m_blob.size).isOk()); }
    void add()
    {
        const NewFile file{QStringLiteral("f1"), QStringLiteral("r1"), QStringLiteral("anna"),
            QStringLiteral("a"), m_blob, 1};
        ASSERT_TRUE(m_adder->begin().isOk());
        const auto added = addFile(m_adder->files(), m_blobs, m_draft, file);
        ASSERT_TRUE(added.isOk()) << added.error().message.toStdString();
        ASSERT_TRUE(m_adder->commit().isOk());
    }
    //! What FileCare does with an orphan.
    Result<bool> remove()
    {
        EXPECT_TRUE(m_remover->begin().isOk());
        auto removed = removeContent(m_files, m_blobs, m_blob.hash);
        if (removed)
            EXPECT_TRUE(m_remover->commit().isOk());
        else
            m_remover->rollback();
        return removed;
    }
    //! The row is there with all that it names, and nothing else is left but the draft.
    void expectWhole(const char *what)
    {
        EXPECT_EQ(execute(QStringLiteral("SELECT count(*) FROM blobs WHERE refs = 1")),
            QStringList{QStringLiteral("1")})
            << what;
        EXPECT_EQ(fileFaults(*m_adder, m_data), Result<QStringList>(QStringList())) << what;
        EXPECT_TRUE(m_blobs.hasThumbnail(m_blob.hash)) << what;
        m_blobs.removeDraft(m_draft);
        EXPECT_EQ(m_blobs.drafts(), QStringList()) << what;
    }
    //! Before a remove() that is to touch nothing.
    void expectAskedOnce()
    {
        m_files.afterHasBlob = [this] { m_files.afterHasBlob = [] { ADD_FAILURE() << "it was set aside"; }; };
    }
    void endSessionOfRemover()
    {
        execute(QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
                               "AND granted AND database = (SELECT oid FROM pg_database "
                               "WHERE datname = current_database())"));
    }

    const Blob m_blob{QString(64, u'a'), 5, QStringLiteral("image/png"), 4, 3, true};
    const QString m_draft = QStringLiteral("p1");
    QTemporaryDir m_folder;
    DataFolder m_data{m_folder.path(), m_url};
    std::unique_ptr<Database> m_adder = open();
    std::unique_ptr<Database> m_remover = open();
    HaltingFiles m_files{m_remover->files()}; //!< of the remover
    const Blobs m_blobs{m_data.filesFolder(*m_adder)};
};

TEST_F(FileContentsPostgresql, StayForWhomeverAddsThemWhileAServerStarts)
{
    struct Case
    {
        const char *what;
        int at; //!< step before which the other removes it
        bool isRemoved;
    };
    const Case cases[] = {{"before it is kept", 0, true}, {"between the content and its row", 1, true},
        {"after the row", 2, false}};
    for (const Case &each : cases) {
        ASSERT_EQ(orphanedContents(*m_remover, m_data), Result<QStringList>(QStringList{m_blob.hash}));
        for (int step = 0; step <= 2; ++step) {
            if (step == each.at) {
                if (!each.isRemoved)
                    expectAskedOnce();
                EXPECT_EQ(remove(), Result<bool>(each.isRemoved)) << each.what;
            }
            if (step == 0)
                keep();
            else if (step == 1)
                add();
        }
        m_files.afterHasBlob = {};
        expectWhole(each.what);
        EXPECT_EQ(orphanedContents(*m_remover, m_data), Result<QStringList>(QStringList())) << each.what;
        execute(QStringLiteral("DELETE FROM files; DELETE FROM blobs"));
        writeDraft(m_draft);
    }
}

TEST_F(FileContentsPostgresql, AreAddedWithTheThumbnailThatWasRemovedAlone)
{
    keep();
    // A removal takes first the content and then the thumbnail; the content was kept in between.
    ASSERT_TRUE(QFile::remove(m_blobs.thumbnail(m_blob.hash)));
    add();
    expectWhole("there again");
}

TEST_F(FileContentsPostgresql, AreAddedAndRemovedInTurns)
{
    keep();
    std::thread other;
    m_files.afterHasBlob = [&] {
        other = std::thread([this] { add(); });
        // Its transaction is about to begin; else it would find the content, which then goes.
        EXPECT_TRUE(waitFor([this] {
            return execute(QStringLiteral("SELECT 1 FROM pg_locks WHERE NOT granted")).size() == 1;
        }));
    };
    EXPECT_EQ(remove(), Result<bool>(true));
    other.join();
    expectWhole("the one who waited");
}

TEST_F(FileContentsPostgresql, ArePutBackByWhomeverHasLostItsTurn)
{
    keep();
    m_files.afterHasBlob = [this] {
        endSessionOfRemover();
        add();
    };
    EXPECT_FALSE(remove().isOk());
    expectWhole("put back");
    EXPECT_EQ(remove(), Result<bool>(false)) << "in a turn of its own, it sees the row";
    expectWhole("not removed");
}

TEST_F(FileContentsPostgresql, ThatWereSetAsideByOneWhoDiedAreFoundAtTheNextStart)
{
    const auto sweep = [this](qint64 ageMs) { ASSERT_TRUE(sweepDrafts(*m_remover, m_data, ageMs).isOk()); };
    constexpr qint64 day = 24 * 60 * 60'000;
    keep();
    add();
    EXPECT_EQ(m_blobs.setAside(m_blob.hash).size(), 2);
    EXPECT_EQ(fileFaults(*m_adder, m_data)->size(), 1);
    sweep(day);
    expectWhole("a row needs it");
    execute(QStringLiteral("DELETE FROM files; DELETE FROM blobs"));
    for (const qint64 ageMs : {day, qint64(0)}) {
        // It keeps the age of its content; a row may come until its removal has a turn.
        EXPECT_EQ(m_blobs.setAside(m_blob.hash).size(), 2);
        sweep(ageMs);
        EXPECT_EQ(m_blobs.drafts(), QStringList()) << ageMs;
        EXPECT_EQ(orphanedContents(*m_remover, m_data), Result<QStringList>(QStringList{m_blob.hash}));
        EXPECT_TRUE(m_blobs.hasThumbnail(m_blob.hash));
    }
    EXPECT_EQ(remove(), Result<bool>(true));
    EXPECT_EQ(m_blobs.drafts(), QStringList());
    EXPECT_EQ(m_blobs.hashes(), QStringList());
}

} // namespace hearth::test
