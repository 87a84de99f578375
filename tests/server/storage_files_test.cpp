#include "tests/server/storage_contract.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::File;

namespace {

const Blob picture{QString(64, u'a'), 10, QStringLiteral("image/png"), 4, 3, true};
const Blob text{QString(64, u'b'), 5, QStringLiteral("application/octet-stream"), {}, {}, false};

} // namespace

class StorageFiles : public StorageContract
{
protected:
    void SetUp() override
    {
        StorageContract::SetUp();
        hall(1);
        ASSERT_TRUE(addRoom(QStringLiteral("Attic"), {QStringLiteral("anna")}).isOk());
    }
    Result<File> add(const QString &id, const Blob &blob, const QString &person = QStringLiteral("anna"),
        const QString &room = QStringLiteral("Hall"))
    {
        const NewFile file{id, QStringLiteral("r-") + room, QStringLiteral("u-") + person,
            id + QStringLiteral(".png"), blob, 1000 + ++m_added};
        return write([&](Database &db) { return db.files().add(file); });
    }
    Result<Appended> send(const QList<QString> &files, const QString &clientId = {},
        const QString &person = QStringLiteral("anna"))
    {
        const NewMessage message{QStringLiteral("m-%1").arg(++m_said), QStringLiteral("r-Hall"),
            QStringLiteral("u-") + person, {}, clientId, 2000, {}, files};
        return write([&](Database &db) { return db.messages().append(message); });
    }
    QStringList unused() { return *m_reader->files().unusedBlobs(); }
    qint64 usedByAnna() { return *m_reader->files().usedBy(QStringLiteral("u-anna")); }

    int m_added = 0;
};

TEST_P(StorageFiles, AreAloneUntilAMessageCarriesThem)
{
    const File one = *add(QStringLiteral("f1"), picture);
    EXPECT_EQ(one,
        (File{QStringLiteral("f1"), QStringLiteral("f1.png"), 10, QStringLiteral("image/png"), 4, 3, true}));
    const File two = *add(QStringLiteral("f2"), text);
    EXPECT_EQ(two, (File{QStringLiteral("f2"), QStringLiteral("f2.png"), 5, text.type}));
    const auto record = m_reader->files().file(QStringLiteral("f1"));
    EXPECT_EQ(
        *record, (FileRecord{one, QStringLiteral("r-Hall"), QStringLiteral("u-anna"), picture.hash, false}));
    EXPECT_EQ(codeOf(m_reader->files().file(QStringLiteral("f9"))), ErrorCode::NotFound);

    const auto sent = send({QStringLiteral("f2"), QStringLiteral("f1")}, QStringLiteral("c1"));
    ASSERT_TRUE(sent.isOk()) << sent.error().message.toStdString();
    EXPECT_EQ(sent->message.files, (QList<File>{two, one})) << "in the order in which they were given";
    EXPECT_TRUE(m_reader->files().file(QStringLiteral("f1"))->isSent);
    const auto again = send({QStringLiteral("f2"), QStringLiteral("f1")}, QStringLiteral("c1"));
    ASSERT_TRUE(again.isOk());
    EXPECT_FALSE(again->isNew);
    EXPECT_EQ(again->message, sent->message);
    const auto page = history();
    ASSERT_EQ(page.size(), 2);
    EXPECT_EQ(page.first().files, std::nullopt);
    EXPECT_EQ(page.last(), sent->message);
}

TEST_P(StorageFiles, AreSentOnceByTheirOwnerInTheirRoom)
{
    ASSERT_TRUE(add(QStringLiteral("f1"), picture).isOk());
    ASSERT_TRUE(add(QStringLiteral("f2"), picture, QStringLiteral("ben")).isOk());
    ASSERT_TRUE(add(QStringLiteral("f3"), picture, QStringLiteral("anna"), QStringLiteral("Attic")).isOk());
    ASSERT_TRUE(send({QStringLiteral("f1")}).isOk());
    const int before = int(history().size());
    for (const char *id : {"f1", "f2", "f3", "f9"})
        EXPECT_EQ(codeOf(send({QString::fromLatin1(id)})), ErrorCode::InvalidRequest) << id;
    ASSERT_TRUE(add(QStringLiteral("f4"), picture).isOk());
    EXPECT_EQ(codeOf(send({QStringLiteral("f4"), QStringLiteral("f4")})), ErrorCode::InvalidRequest)
        << "twice";
    EXPECT_EQ(history().size(), before) << "a refusal leaves nothing";
    EXPECT_TRUE(send({QStringLiteral("f4")}).isOk()) << "nor does it use the file up";
}

TEST_P(StorageFiles, GoWithTheirMessageAndTheContentWithTheLast)
{
    ASSERT_TRUE(add(QStringLiteral("f1"), picture).isOk());
    ASSERT_TRUE(add(QStringLiteral("f2"), picture).isOk());
    EXPECT_EQ(usedByAnna(), 20) << "each counts, though the content is kept once";
    EXPECT_EQ(m_reader->files().blobs({})->size(), 1);
    const QString first = send({QStringLiteral("f1")})->message.id;
    const QString second = send({QStringLiteral("f2")})->message.id;
    EXPECT_EQ(remove(QStringLiteral("anna"), first)->message.files, std::nullopt);
    EXPECT_EQ(codeOf(m_reader->files().file(QStringLiteral("f1"))), ErrorCode::NotFound);
    EXPECT_EQ(unused(), QStringList());
    EXPECT_EQ(write([&](Database &db) { return db.files().forgetBlob(picture.hash); }), Result<bool>(false));
    ASSERT_TRUE(remove(QStringLiteral("anna"), second).isOk());
    EXPECT_EQ(unused(), QStringList{picture.hash});
    EXPECT_EQ(usedByAnna(), 0);
    EXPECT_EQ(m_reader->files().hasBlob(picture.hash), Result<bool>(true));
    EXPECT_EQ(write([&](Database &db) { return db.files().forgetBlob(picture.hash); }), Result<bool>(true));
    EXPECT_EQ(m_reader->files().hasBlob(picture.hash), Result<bool>(false));
    EXPECT_EQ(m_reader->maintenance().faults(), Result<QStringList>(QStringList()));
}

TEST_P(StorageFiles, AContentThatIsSentAgainIsKept)
{
    ASSERT_TRUE(add(QStringLiteral("f1"), picture).isOk());
    ASSERT_TRUE(remove(QStringLiteral("anna"), send({QStringLiteral("f1")})->message.id).isOk());
    ASSERT_TRUE(add(QStringLiteral("f2"), picture).isOk());
    EXPECT_EQ(unused(), QStringList());
}

TEST_P(StorageFiles, UploadsCountAndExpire)
{
    const Upload upload{QStringLiteral("p1"), QStringLiteral("r-Hall"), QStringLiteral("u-anna"),
        QStringLiteral("a.zip"), 100, 0, 500};
    ASSERT_TRUE(write([&](Database &db) { return db.files().addUpload(upload); }).isOk());
    EXPECT_EQ(usedByAnna(), 100) << "as announced";
    EXPECT_EQ(m_reader->files().uploadCount(QStringLiteral("u-anna")), Result<qint64>(1));
    EXPECT_EQ(m_reader->files().uploadCount(QStringLiteral("u-ben")), Result<qint64>(0));
    ASSERT_TRUE(write([&](Database &db) { return db.files().setOffset(QStringLiteral("p1"), 40); }).isOk());
    EXPECT_EQ(m_reader->files().upload(QStringLiteral("p1"))->offset, 40);
    EXPECT_EQ(m_reader->files().uploads(), Result<QStringList>(QStringList{QStringLiteral("p1")}));
    ASSERT_TRUE(write([&](Database &db) { return db.files().removeUpload(QStringLiteral("p1")); }).isOk());
    EXPECT_EQ(codeOf(m_reader->files().upload(QStringLiteral("p1"))), ErrorCode::NotFound);

    ASSERT_TRUE(write([&](Database &db) { return db.files().addUpload(upload); }).isOk());
    ASSERT_TRUE(add(QStringLiteral("f1"), picture).isOk()); // at 1001
    ASSERT_TRUE(add(QStringLiteral("f2"), text).isOk());    // at 1002
    ASSERT_TRUE(send({QStringLiteral("f2")}).isOk());
    const auto expire = [this](qint64 before) {
        return *write([&](Database &db) { return db.files().expire(before); });
    };
    EXPECT_EQ(expire(500), QStringList());
    EXPECT_EQ(expire(501), QStringList{QStringLiteral("p1")});
    EXPECT_EQ(usedByAnna(), 15);
    EXPECT_EQ(expire(5000), QStringList());
    EXPECT_EQ(usedByAnna(), 5) << "what a message carries stays";
    EXPECT_EQ(unused(), QStringList{picture.hash});
}

INSTANTIATE_TEST_SUITE_P(Backends, StorageFiles, testing::ValuesIn(backends()), nameOf);

} // namespace hearth::test
