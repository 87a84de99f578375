#include "server/storage/sqlite/statements.h"

#include <QFile>
#include <QHash>
#include <QLoggingCategory>
#include <QSqlError>

Q_LOGGING_CATEGORY(lcStorage, "hearth.storage")

namespace hearth::server {

namespace {

//! Read once; immutable afterwards, hence shared by both threads.
QHash<QString, QString> loadTexts()
{
    QHash<QString, QString> texts;
    for (const char *noun : {"accounts", "rooms", "messages"}) {
        QFile file(QStringLiteral(":/hearth/sqlite/%1.sql").arg(QLatin1String(noun)));
        const bool isOpen = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen);
        Q_UNUSED(isOpen)
        const QString all = QString::fromUtf8(file.readAll());
        const QStringList parts = all.split(QStringLiteral("-- name: "), Qt::SkipEmptyParts);
        for (const QString &part : parts) {
            const qsizetype end = part.indexOf(QLatin1Char('\n'));
            texts.insert(part.first(end).trimmed(), part.sliced(end).trimmed());
        }
    }
    return texts;
}

//! Qt binds a null QString as NULL; here it means no text. NULL is an invalid QVariant.
QVariant bound(const QVariant &value)
{
    const bool isText = value.metaType() == QMetaType::fromType<QString>();
    return isText && value.toString().isNull() ? QVariant(QStringLiteral("")) : value;
}

Error failed(const QSqlQuery &query)
{
    qCWarning(lcStorage) << query.lastError().text() << "in" << query.lastQuery().left(60);
    return ErrorCode::Unavailable;
}

} // namespace

Result<Done> Statements::run(
    const QString &name, const QVariantList &values, const std::function<void(const QSqlQuery &)> &onRow)
{
    static const QHash<QString, QString> texts = loadTexts();
    auto it = m_prepared.find(name);
    if (it == m_prepared.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        Q_ASSERT_X(texts.contains(name), "Statements::run", qPrintable(name));
        if (!query.prepare(texts.value(name)))
            return failed(query);
        it = m_prepared.emplace(name, std::move(query)).first;
    }
    QSqlQuery &query = it->second;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(QStringLiteral(":p%1").arg(i + 1), bound(values.at(i)));
    if (!query.exec())
        return failed(query);
    while (query.next()) {
        if (onRow)
            onRow(query);
    }
    m_changedRows = query.numRowsAffected();
    // An unfinished statement would hold the snapshot of a reader open.
    query.finish();
    return Done{};
}

Result<Done> Statements::runText(const QString &sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        return failed(query);
    return Done{};
}

} // namespace hearth::server
