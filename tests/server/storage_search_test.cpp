#include "tests/server/storage_contract.h"

#include "shared/search/folding.h"

namespace hearth::test {

using namespace hearth::server;
using protocol::Message;

namespace {

const QString anna = QStringLiteral("anna");
const QString ben = QStringLiteral("ben");
const QString hallId = QStringLiteral("r-Hall");

SearchQuery forTerms(const QStringList &terms, const QStringList &rooms = {hallId})
{
    SearchQuery query{rooms, {}};
    for (const QString &term : terms)
        query.terms += foldedText(term);
    return query;
}

//! The seqs of what is found, across the rooms.
QList<qint64> found(Database &db, const SearchQuery &query)
{
    const auto page = db.search().search(query);
    EXPECT_TRUE(page.isOk());
    QList<qint64> seqs;
    for (const Message &message : page.isOk() ? page->messages : QList<Message>())
        seqs.append(message.seq);
    return seqs;
}

QList<qint64> found(Database &db, const QString &term)
{
    return found(db, forTerms({term}));
}

//! The ids of all pages, each of which is looked at.
QStringList allPages(Database &db, SearchQuery query, const std::function<void(const SearchPage &)> &look)
{
    QStringList ids;
    for (int pages = 0; pages < 1000; ++pages) {
        const auto page = db.search().search(query);
        if (!page.isOk())
            break;
        look(*page);
        for (const Message &message : page->messages)
            ids += message.id;
        if (page->next.isEmpty())
            return ids;
        query.cursor = page->next;
    }
    ADD_FAILURE() << "the pages do not end";
    return ids;
}

void expectSound(Database &db)
{
    EXPECT_EQ(db.maintenance().faults(), Result<QStringList>(QStringList()));
}

} // namespace

TEST_P(StorageContract, everyTermAsItStands)
{
    hall(0);
    const char *const texts[] = {"Hello World", "100% sure_thing", "100 percent", "surething *", "上海天气",
        "STRASSE", "Größe (AND OR NEAR)", "he said \"x y\"", "x  y", "q"};
    for (const char *content : texts)
        ASSERT_TRUE(say(QStringLiteral("Hall"), anna, QString::fromUtf8(content)).isOk());
    struct Case
    {
        QStringList terms;
        QList<qint64> seqs;
    };
    const auto u = [](const char *content) { return QString::fromUtf8(content); };
    const Case table[] = {
        {{u("hello")}, {1}},
        {{u("WORLD"), u("ell")}, {1}},
        {{u("hello"), u("sure")}, {}},
        {{u("lo wo")}, {1}},
        {{u("100%")}, {2}},
        {{u("100")}, {3, 2}},
        {{u("sure_")}, {2}},
        {{u("%")}, {2}},
        {{u("_")}, {2}},
        {{u("*")}, {4}},
        {{u("\"")}, {8}},
        {{u("\"x y\"")}, {8}},
        {{u("x y")}, {8}},
        {{u("上海")}, {5}},
        {{u("海")}, {5}},
        {{u("海上")}, {}},
        {{u("straße")}, {6}},
        {{u("GRÖSSE")}, {7}},
        {{u("and or near")}, {7}},
        {{u("near(")}, {}},
        {{u("q")}, {10}},
        {{u("zz")}, {}},
        {{u("s")}, {8, 7, 6, 4, 2}},
        {{}, {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}},
    };
    for (const auto &[terms, seqs] : table)
        EXPECT_EQ(found(*m_reader, forTerms(terms)), seqs) << qPrintable(terms.join(u' '));
}

TEST_P(StorageContract, whoWhenAndLinks)
{
    hall(1); // 1001 "text 1"
    ASSERT_TRUE(addRoom(QStringLiteral("other"), {ben}).isOk());
    const auto sayIn = [this](const char *room, const QString &person, const char *content) {
        ASSERT_TRUE(say(QString::fromLatin1(room), person, QString::fromUtf8(content)).isOk());
    };
    sayIn("Hall", ben, "see HTTP://example.org text"); // 1002, seq 2
    sayIn("other", ben, "https://x text");             // 1003, seq 1
    sayIn("Hall", ben, "no link: http, text");         // 1004, seq 3
    sayIn("Hall", anna, "@ben text");                  // 1005, seq 4
    const QStringList both{hallId, QStringLiteral("r-other")};
    SearchQuery query = forTerms({QStringLiteral("text")}, both);
    EXPECT_EQ(found(*m_reader, query), (QList<qint64>{4, 3, 1, 2, 1})) << "the last said first, across rooms";
    const auto messages = m_reader->search().search(query)->messages;
    EXPECT_EQ(messages[0], history()[3]);
    EXPECT_EQ(messages[2].roomId, QStringLiteral("r-other"));
    EXPECT_EQ(found(*m_reader, forTerms({QStringLiteral("text")}, {})), QList<qint64>());
    EXPECT_EQ(
        found(*m_reader, forTerms({QStringLiteral("text")}, {QStringLiteral("r-none")})), QList<qint64>());

    query.writer = QStringLiteral("u-ben");
    EXPECT_EQ(found(*m_reader, query), (QList<qint64>{3, 1, 2}));
    query.writer = QString();
    EXPECT_EQ(found(*m_reader, query), QList<qint64>());
    query.writer = std::nullopt;
    query.hasLink = true;
    EXPECT_EQ(found(*m_reader, query), (QList<qint64>{1, 2}));
    query.hasLink = false;
    query.after = 1003;
    EXPECT_EQ(found(*m_reader, query), (QList<qint64>{4, 3, 1}));
    query.before = 1005;
    EXPECT_EQ(found(*m_reader, query), (QList<qint64>{3, 1}));
    query.before = 1003;
    EXPECT_EQ(found(*m_reader, query), QList<qint64>());
}

TEST_P(StorageContract, whatBecomesOfAMessage)
{
    hall(2);
    const QString first = QStringLiteral("m-1");
    ASSERT_TRUE(edit(anna, first, QStringLiteral("Something else")).isOk());
    EXPECT_EQ(found(*m_reader, QStringLiteral("text")), (QList<qint64>{2}));
    EXPECT_EQ(found(*m_reader, QStringLiteral("ELSE")), (QList<qint64>{1}));
    ASSERT_TRUE(react(ben, first, QStringLiteral("❤")).isOk());
    EXPECT_EQ(m_reader->search().search(forTerms({QStringLiteral("else")}))->messages, history().first(1));
    ASSERT_TRUE(remove(anna, first).isOk());
    EXPECT_EQ(found(*m_reader, QStringLiteral("else")), QList<qint64>());
    EXPECT_EQ(found(*m_reader, forTerms({})), (QList<qint64>{2})) << "nor without terms";
    const NewMessage again{QStringLiteral("m-9"), hallId, QStringLiteral("u-anna"), QStringLiteral("x"),
        QStringLiteral("c1"), 9};
    ASSERT_TRUE(write([&](Database &db) { return db.messages().append(again); }).isOk());
    ASSERT_TRUE(write([&](Database &db) { return db.messages().append(again); }).isOk());
    EXPECT_EQ(found(*m_reader, QStringLiteral("x")), (QList<qint64>{3, 2})) << "once";
    expectSound(*m_writer);
}

//! Long enough that the index has blocks of its own, and what happens to the messages in them.
TEST_P(StorageContract, aLongHistory)
{
    hall(300);
    EXPECT_EQ(found(*m_reader, QStringLiteral("text 17")),
        (QList<qint64>{179, 178, 177, 176, 175, 174, 173, 172, 171, 170, 17}));
    EXPECT_EQ(found(*m_reader, QStringLiteral("text 300")), (QList<qint64>{300}));
    EXPECT_EQ(found(*m_reader, QStringLiteral("t 64")), (QList<qint64>{64}));
    for (const int seq : {1, 64, 65, 128, 300})
        ASSERT_TRUE(edit(anna, QStringLiteral("m-%1").arg(seq), QStringLiteral("zebra %1").arg(seq)).isOk());
    EXPECT_EQ(found(*m_reader, QStringLiteral("zebra")), (QList<qint64>{300, 128, 65, 64, 1}));
    EXPECT_EQ(found(*m_reader, QStringLiteral("zebra 6")), (QList<qint64>{65, 64}));
    expectSound(*m_writer);
    for (int seq = 65; seq <= 128; ++seq)
        ASSERT_TRUE(remove(anna, QStringLiteral("m-%1").arg(seq)).isOk());
    EXPECT_EQ(found(*m_reader, QStringLiteral("zebra")), (QList<qint64>{300, 64, 1}));
    SearchQuery query = forTerms({QStringLiteral("text")});
    query.before = 1070;
    query.after = 1060;
    EXPECT_EQ(found(*m_reader, query), (QList<qint64>{63, 62, 61, 60}));
    query.writer = QStringLiteral("u-anna");
    EXPECT_EQ(found(*m_reader, query), (QList<qint64>{63, 62, 61, 60}));
    query.writer = QStringLiteral("u-ben");
    EXPECT_EQ(found(*m_reader, query), QList<qint64>());
    expectSound(*m_writer);
}

//! By every size of page, and by how much one call may look through: each message once, the last said first.
TEST_P(StorageContract, pagesHoldEachMessageOnce)
{
    hall(0);
    const QStringList names{QStringLiteral("Hall"), QStringLiteral("a"), QStringLiteral("b")};
    QStringList rooms;
    for (const QString &name : names) {
        if (name != names[0]) {
            ASSERT_TRUE(addRoom(name, {anna, ben}).isOk());
        }
        rooms += QStringLiteral("r-") + name;
    }
    QStringList expected;
    ASSERT_TRUE(m_writer->begin().isOk());
    for (int i = 1; i <= 400; ++i) {
        const bool isOne = i % 3 == 0;
        const QString id = QStringLiteral("n-%1").arg(i);
        const NewMessage message{id, rooms[i * i % 7 % 3], QStringLiteral("u-anna"),
            isOne ? QStringLiteral("needle") : QStringLiteral("hay"), {}, 1000 - i};
        ASSERT_TRUE(m_writer->messages().append(message).isOk());
        if (isOne)
            expected.prepend(id);
    }
    ASSERT_TRUE(m_writer->commit().isOk());
    SearchQuery query = forTerms({QStringLiteral("needle")}, rooms);
    for (const int limit : {1, 2, 7, 66, 99, 100}) {
        for (const qint64 maxBytes : {0, 1, 5'000, 20'000}) {
            query.limit = limit;
            query.maxBytes = maxBytes;
            const QStringList ids = allPages(*m_reader, query, [limit, maxBytes](const SearchPage &page) {
                EXPECT_LE(page.messages.size(), limit);
                if (maxBytes == 0 && !page.next.isEmpty()) {
                    EXPECT_EQ(page.messages.size(), limit);
                }
            });
            EXPECT_EQ(ids, expected) << limit << " in a page, " << maxBytes << " bytes";
        }
    }
    query.maxBytes = 0;
    query.limit = 0;
    EXPECT_EQ(m_reader->search().search(query)->messages.size(), 1);
    query.limit = 1000;
    EXPECT_EQ(m_reader->search().search(query)->messages.size(), 100);
    query.cursor = QStringLiteral("n-none");
    EXPECT_EQ(codeOf(m_reader->search().search(query)), ErrorCode::InvalidRequest);
    expectSound(*m_writer);
}

//! What is said and deleted between two pages moves nothing.
TEST_P(StorageContract, pagesStandStill)
{
    hall(10);
    SearchQuery query = forTerms({QStringLiteral("text")});
    query.limit = 4;
    const auto first = m_reader->search().search(query);
    query.cursor = first->next;
    ASSERT_TRUE(say(QStringLiteral("Hall"), anna, QStringLiteral("text 11")).isOk());
    ASSERT_TRUE(remove(anna, first->next).isOk());
    EXPECT_EQ(found(*m_reader, query), (QList<qint64>{5, 4, 3, 2}));
}

TEST_P(StorageContract, knownRoomsAreThoseThatOneMaySee)
{
    for (const QString &name : {anna, ben})
        addUser(name);
    ASSERT_TRUE(addRoom(QStringLiteral("open"), {anna}).isOk());
    ASSERT_TRUE(addRoom(QStringLiteral("shut"), {anna}, true).isOk());
    NewRoom direct{QStringLiteral("r-d"), {}, {}, true, QStringLiteral("u-anna"), {QStringLiteral("u-ben")},
        QStringLiteral("u-anna+u-ben"), 1};
    ASSERT_TRUE(write([&](Database &db) { return db.rooms().createRoom(direct); }).isOk());
    const auto known = [this](const char *user) {
        QStringList lines;
        const auto rooms = m_reader->rooms().knownRooms(QString::fromLatin1(user));
        for (const KnownRoom &room : *rooms)
            lines += room.access.roomId + u' ' + room.name + (room.access.isMember ? u'+' : u'-') +
                     (room.access.isPrivate ? u'p' : u'o');
        lines.sort();
        return lines.join(u' ');
    };
    EXPECT_EQ(known("u-anna"), QStringLiteral("r-d ben+p r-open open+o r-shut shut+p"));
    EXPECT_EQ(known("u-ben"), QStringLiteral("r-d anna+p r-open open-o"));
    EXPECT_EQ(known("u-none"), QString());
}

//! What a reader reads between the two is of one moment.
TEST_P(StorageContract, aReadingIsOneMoment)
{
    hall(1);
    ASSERT_TRUE(m_reader->beginReading().isOk());
    EXPECT_EQ(found(*m_reader, QStringLiteral("text")), (QList<qint64>{1}));
    ASSERT_TRUE(remove(anna, QStringLiteral("m-1")).isOk());
    EXPECT_EQ(found(*m_reader, QStringLiteral("text")), (QList<qint64>{1}));
    m_reader->endReading();
    EXPECT_EQ(found(*m_reader, QStringLiteral("text")), QList<qint64>());
}

TEST_P(StorageContract, nothingOfARollbackIsFound)
{
    hall(63);
    ASSERT_TRUE(m_writer->begin().isOk());
    ASSERT_TRUE(m_writer->savepoint().isOk());
    ASSERT_TRUE(
        m_writer->messages()
            .append({QStringLiteral("lost"), hallId, QStringLiteral("u-anna"), QStringLiteral("lost"), {}, 1})
            .isOk());
    m_writer->rollbackToSavepoint();
    ASSERT_TRUE(m_writer->commit().isOk());
    EXPECT_EQ(found(*m_reader, QStringLiteral("lost")), QList<qint64>());
    expectSound(*m_writer);
}

} // namespace hearth::test
