#pragma once

#include <QSqlQuery>
#include <QStringList>

#include <gtest/gtest.h>

namespace hearth::test {

//! Runs SQL on the file past all our code, as no hearthd would.
inline void execute(const QString &path, const QString &sql)
{
    {
        auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("by-hand"));
        db.setDatabaseName(path);
        ASSERT_TRUE(db.open());
        ASSERT_TRUE(QSqlQuery(db).exec(sql)) << qPrintable(sql);
    }
    QSqlDatabase::removeDatabase(QStringLiteral("by-hand"));
}

//! The same of many statements, each with a semicolon at the end of a line.
inline void executeAll(const QString &path, const QString &sql)
{
    for (const QString &statement : sql.split(QStringLiteral(";\n"), Qt::SkipEmptyParts)) {
        if (!statement.trimmed().isEmpty())
            execute(path, statement);
    }
}

//! A column of each row.
inline QStringList select(const QString &path, const QString &sql, int column = 0)
{
    QStringList values;
    {
        auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("by-hand"));
        db.setDatabaseName(path);
        QSqlQuery query(db);
        const bool isDone = db.open() && query.exec(sql);
        EXPECT_TRUE(isDone) << qPrintable(sql);
        while (query.next())
            values.append(query.value(column).toString());
    }
    QSqlDatabase::removeDatabase(QStringLiteral("by-hand"));
    return values;
}

} // namespace hearth::test
