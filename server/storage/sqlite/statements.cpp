#include "server/storage/sqlite/statements.h"

#include <QFile>
#include <QSqlError>

namespace hearth::server {

namespace {

// SQLite's result codes (sqlite.org/rescode.html); the driver gives the extended ones.
constexpr int constraint = 19;
constexpr int constraintForeignKey = 787;
constexpr int constraintPrimaryKey = 1555;
constexpr int constraintUnique = 2067;

//! Bound by name, since Qt's driver does not take a numbered one (`?1`) that stands in a statement twice.
const QString &parameter(qsizetype index)
{
    static const QStringList names{QStringLiteral(":p1"), QStringLiteral(":p2"), QStringLiteral(":p3"),
        QStringLiteral(":p4"), QStringLiteral(":p5"), QStringLiteral(":p6"), QStringLiteral(":p7"),
        QStringLiteral(":p8"), QStringLiteral(":p9")};
    return names.at(index);
}

void readTexts(const QString &path, QHash<QString, QString> &texts)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Statements", "the .sql files are not linked in");
    const QStringList parts =
        QString::fromUtf8(opened ? file.readAll() : QByteArray()).split(QStringLiteral("-- name: "));
    for (const QString &part : parts.sliced(1)) {
        const qsizetype end = part.indexOf(u'\n');
        texts.insert(part.first(end).trimmed(), part.sliced(end).trimmed());
    }
}

} // namespace

Error sqlError(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt();
    if (code == constraintForeignKey)
        return ErrorCode::NotFound;
    if (code == constraintUnique || code == constraintPrimaryKey)
        return ErrorCode::NameTaken;
    const QString reason = QStringLiteral("database: ") + error.databaseText();
    return {(code & 0xff) == constraint ? ErrorCode::Internal : ErrorCode::Unavailable, reason};
}

Result<Done> Rows::end() const
{
    const QSqlError error = m_query->lastError();
    if (error.isValid())
        return sqlError(error);
    return Done{};
}

Statements::Statements(QSqlDatabase db) : m_db(std::move(db))
{
    for (const QString &noun : {QStringLiteral("accounts"), QStringLiteral("rooms"),
             QStringLiteral("messages"), QStringLiteral("maintenance")})
        readTexts(QStringLiteral(":/hearth/sqlite/%1.sql").arg(noun), m_texts);
}

Result<Rows> Statements::run(const char *name, const QVariantList &values)
{
    auto query = prepared(name);
    if (!query)
        return query.error();
    for (qsizetype i = 0; i < values.size(); ++i) {
        const bool isNullText = values[i].typeId() == QMetaType::QString && values[i].toString().isNull();
        (*query)->bindValue(parameter(i), isNullText ? QVariant(QLatin1String("")) : values[i]);
    }
    if (!(*query)->exec()) {
        const Error error = sqlError((*query)->lastError());
        (*query)->finish();
        return error;
    }
    return Rows(*query);
}

Result<Done> Statements::execute(const QString &sql)
{
    QSqlQuery query(m_db);
    // A commit that meets a full disk fails without a code: every failure here is Unavailable.
    if (!query.exec(sql))
        return Error(ErrorCode::Unavailable, QStringLiteral("database: ") + query.lastError().databaseText());
    return Done{};
}

Result<QSqlQuery *> Statements::prepared(const char *name)
{
    const QString key = QString::fromLatin1(name);
    auto found = m_queries.constFind(key);
    if (found == m_queries.cend()) {
        Q_ASSERT_X(m_texts.contains(key), "Statements", name);
        auto query = std::make_shared<QSqlQuery>(m_db);
        query->setForwardOnly(true);
        if (!query->prepare(m_texts.value(key)))
            return sqlError(query->lastError());
        found = m_queries.insert(key, std::move(query));
    }
    return found->get();
}

} // namespace hearth::server
