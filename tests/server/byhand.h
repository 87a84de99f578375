#pragma once

#include <QSqlQuery>
#include <QString>

#include <gtest/gtest.h>

namespace hearth::test {

//! Runs SQL on the file past all our code, as no hearthd would.
inline void execute(const QString &path, const QString &sql)
{
    {
        auto db = QSqlDatabase::addDatabase(u"QSQLITE"_qs, u"by-hand"_qs);
        db.setDatabaseName(path);
        ASSERT_TRUE(db.open());
        ASSERT_TRUE(QSqlQuery(db).exec(sql)) << qPrintable(sql);
    }
    QSqlDatabase::removeDatabase(u"by-hand"_qs);
}

} // namespace hearth::test
