#include "app/outbox/database.h"

#include "shared/base/ids.h"

#include <QCoreApplication>
#include <QDebug>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>

namespace hearth::app {

namespace {

constexpr int schemaVersion = 10;

QString resource(const QString &name)
{
    QFile file(QStringLiteral(":/hearth/sql/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

//! "-- name: x" and the statement below it.
void addStatements(const QString &text, QHash<QString, QString> &into)
{
    const QString marker = QStringLiteral("-- name: ");
    for (qsizetype at = text.indexOf(marker); at >= 0;) {
        const qsizetype line = text.indexOf(QLatin1Char('\n'), at);
        const qsizetype next = text.indexOf(marker, line);
        const QString name = text.mid(at + marker.size(), line - at - marker.size()).trimmed();
        into.insert(name, text.mid(line, next < 0 ? -1 : next - line).trimmed());
        at = next;
    }
}

Error broken(const QString &file, const QString &why)
{
    return {ErrorCode::Unavailable,
        QCoreApplication::translate("Database", "%1 cannot be opened: %2").arg(file, why)};
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const QString &file)
{
    std::unique_ptr<Database> database(new Database(newId(IdKind::Client)));
    if (auto done = database->prepare(file); !done)
        return done.error();
    return database;
}

Database::~Database()
{
    m_statements.clear();
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Done> Database::prepare(const QString &file)
{
    if (file != QLatin1String(":memory:"))
        QDir().mkpath(QFileInfo(file).absolutePath());
    QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    db.setDatabaseName(file);
    if (!db.open())
        return broken(file, db.lastError().text());
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);

    QSqlQuery query(db);
    for (const char *pragma :
        {"PRAGMA busy_timeout = 5000", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"}) {
        if (!query.exec(QLatin1String(pragma)))
            return broken(file, query.lastError().text());
    }
    query.exec(QStringLiteral("PRAGMA user_version"));
    const int version = query.next() ? query.value(0).toInt() : 0;
    query.finish();
    if (version > schemaVersion)
        return broken(
            file, QCoreApplication::translate("Database", "a newer Hearth wrote it; install that version"));
    addStatements(resource(QStringLiteral("outbox.sql")), m_texts);
    addStatements(resource(QStringLiteral("store.sql")), m_texts);
    addStatements(resource(QStringLiteral("notifications.sql")), m_texts);
    addStatements(resource(QStringLiteral("dashboards.sql")), m_texts);
    if (version == schemaVersion)
        return Done{};

    const bool made = transaction([&] {
        for (int next = version + 1; next <= schemaVersion; ++next) {
            const QString statements = resource(QStringLiteral("schema%1.sql").arg(next));
            for (const QString &each : statements.split(QLatin1Char(';'))) {
                if (!each.trimmed().isEmpty() && !query.exec(each))
                    return false;
            }
        }
        return query.exec(QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion));
    });
    if (!made)
        return broken(file, query.lastError().text());
    return Done{};
}

QSqlQuery *Database::statement(const QString &name)
{
    if (const auto it = m_statements.find(name); it != m_statements.end())
        return &it->second;
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!m_texts.contains(name) || !query.prepare(m_texts.value(name))) {
        qWarning().noquote() << "store:" << name << query.lastError().text();
        return nullptr;
    }
    return &m_statements.emplace(name, std::move(query)).first->second;
}

bool Database::run(const QString &name, const QVariantList &values, const Row &row)
{
    QSqlQuery *query = statement(name);
    if (!query)
        return false;
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(int(i), values.at(i));
    return finish(*query, name, row);
}

bool Database::runNamed(const QString &name, const QHash<QString, QVariant> &values, const Row &row)
{
    QSqlQuery *query = statement(name);
    if (!query)
        return false;
    for (auto it = values.begin(); it != values.end(); ++it)
        query->bindValue(it.key(), it.value());
    return finish(*query, name, row);
}

bool Database::finish(QSqlQuery &query, const QString &name, const Row &row)
{
    const bool ok = query.exec();
    if (!ok)
        qWarning().noquote() << "store:" << name << query.lastError().text();
    while (ok && row && query.next())
        row(query);
    query.finish();
    return ok;
}

bool Database::transaction(const std::function<bool()> &work)
{
    if (m_inTransaction)
        return work();
    // Through queries: QSqlDatabase::transaction() begins deferred, and its commit() hides a full disk's
    // code.
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    if (!query.exec(QStringLiteral("BEGIN IMMEDIATE")))
        return false;
    m_inTransaction = true;
    const bool ok = work() && query.exec(QStringLiteral("COMMIT"));
    m_inTransaction = false;
    if (!ok) {
        qWarning().noquote() << "store: nothing was written:" << query.lastError().text();
        query.exec(QStringLiteral("ROLLBACK"));
    }
    return ok;
}

} // namespace hearth::app
