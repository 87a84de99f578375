#pragma once

#include <QSqlQuery>
#include <QString>

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

} // namespace hearth::test
