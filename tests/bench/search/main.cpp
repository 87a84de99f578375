// hearth-bench-search FOLDER [MESSAGES]
//
// Writes FOLDER/hearth.db, by the server's own storage: 500 people, 200 rooms (every other one private, with
// a third of the people), and the messages; words by Zipf's law, some of them for run.mjs to search for.
// Prints what a message costs, with the index of search and without it, in turns.
#include "server/storage/sqlite/sqlitedatabase.h"

#include <QDir>
#include <QElapsedTimer>

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

using namespace hearth;
using namespace hearth::server;

namespace {

constexpr int people = 500;
constexpr int rooms = 200;

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "hearth-bench-search: %s failed\n", what);
    std::exit(1);
}

//! What people write, the same each time.
class Writer
{
public:
    Writer()
    {
        for (int i = 0; i < 20'000; ++i) {
            QString word;
            for (int syllables = 1 + int(m_random() % 3); syllables > 0; --syllables) {
                word += QLatin1Char("bdfgklmnprst"[m_random() % 12]);
                word += QLatin1Char("aeiou"[m_random() % 5]);
            }
            m_words += word;
        }
        m_words[0] = QStringLiteral("the");
    }
    int number(int below) { return int(m_random() % unsigned(below)); }
    QString text(int message)
    {
        QStringList words;
        for (int count = 3 + number(22); count > 0; --count) {
            // The inverse of Zipf's distribution, about.
            const double rank = std::pow(double(m_words.size()), double(m_random()) / double(m_random.max()));
            words += m_words[qsizetype(rank) - 1];
        }
        if (message % 500 == 7)
            words += QStringLiteral("Budget 2027");
        if (message % 300 == 8)
            words += QString::fromUtf8("上海天气");
        if (message % 33'000 == 9)
            words += QStringLiteral("heliotrope q!");
        return words.join(u' ');
    }

private:
    std::mt19937 m_random{7};
    QStringList m_words;
};

QString id(const char *kind, int number)
{
    return QString::fromLatin1(kind) + QString::number(number).rightJustified(20, u'0');
}

void fill(Database &db, Writer &writer)
{
    require(db.begin().isOk(), "begin");
    QStringList everybody;
    for (int i = 0; i < people; ++i) {
        everybody += id("u", i);
        const QString name = QStringLiteral("person%1").arg(i);
        require(db.accounts().createUser({{everybody[i], name, name, {}}, QStringLiteral("-"), 1}).isOk(),
            "createUser");
    }
    for (int i = 0; i < rooms; ++i) {
        NewRoom room{id("r", i), QStringLiteral("room %1").arg(i), {}, i % 2 == 1, everybody[0], {}, {}, 1};
        for (const QString &person : everybody.sliced(1)) {
            if (i % 2 == 0 || writer.number(3) == 0)
                room.members += person;
        }
        require(db.rooms().createRoom(room).isOk(), "createRoom");
    }
    require(db.commit().isOk(), "commit");
}

//! Microseconds a message, of as many, `batch` in a commit.
double append(Database &db, Writer &writer, int first, int count, int batch)
{
    QList<NewMessage> messages;
    for (int i = first; i < first + count; ++i) // some rooms say more than others
        messages.append({id("m", i), id("r", std::min(writer.number(rooms), writer.number(rooms))),
            id("u", writer.number(people)), writer.text(i), id("c", i), 1'700'000'000'000 + i * 1000LL});
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < count; ++i) {
        if (i % batch == 0)
            require(db.begin().isOk(), "begin");
        require(db.messages().append(messages[i]).isOk(), "append");
        if (i % batch == batch - 1 || i == count - 1)
            require(db.commit().isOk(), "commit");
    }
    return double(timer.nsecsElapsed()) / 1000 / count;
}

std::unique_ptr<Database> open(const QString &path)
{
    auto db = sqliteFactory(path)(true);
    require(db.isOk(), "open");
    return *std::move(db);
}

//! Views that swallow what is written: the same statements run, and no index grows.
void takeIndexAway(const QString &path)
{
    sqlite3 *handle = nullptr;
    require(sqlite3_open(path.toUtf8().constData(), &handle) == SQLITE_OK, "sqlite3_open");
    for (const char *table : {"search_texts", "search_blocks"}) {
        const QByteArray name(table);
        const QByteArray sql = "ALTER TABLE " + name + " RENAME TO old_" + name + "; CREATE VIEW " + name +
                               " AS SELECT * FROM old_" + name + "; CREATE TRIGGER swallow_" + name +
                               " INSTEAD OF INSERT ON " + name + " BEGIN SELECT 1; END";
        require(
            sqlite3_exec(handle, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK, "sqlite3_exec");
    }
    sqlite3_close(handle);
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void measure(const QString &folder, int batch, int count)
{
    QList<double> figures[2];
    int first = 0;
    QString paths[2];
    std::unique_ptr<Database> dbs[2];
    Writer writer;
    for (int without = 0; without < 2; ++without) {
        paths[without] = folder + QStringLiteral("/append-%1.db").arg(without);
        QFile::remove(paths[without]);
        Writer members;
        fill(*open(paths[without]), members);
        if (without)
            takeIndexAway(paths[without]);
        dbs[without] = open(paths[without]);
    }
    for (int pass = 0; pass < 5; ++pass) {
        for (int without = 0; without < 2; ++without)
            figures[without] += append(*dbs[without], writer, first += count, count, batch);
    }
    std::printf("append, %d in a commit: %.1f us a message with the index, %.1f without\n", batch,
        median(figures[0]), median(figures[1]));
    for (int without = 0; without < 2; ++without) {
        dbs[without].reset();
        QFile::remove(paths[without]);
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 3) {
        std::fputs("usage: hearth-bench-search FOLDER [MESSAGES]\n", stderr);
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const int messages = argc == 3 ? std::atoi(argv[2]) : 100'000;
    require(QDir().mkpath(folder) && messages > 0, "the arguments");
    measure(folder, 1, 1'000);
    measure(folder, 100, 10'000);
    const QString path = folder + QStringLiteral("/hearth.db");
    QFile::remove(path);
    const auto db = open(path);
    Writer writer;
    fill(*db, writer);
    append(*db, writer, 0, messages, 1'000);
    return 0;
}
