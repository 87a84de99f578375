#pragma once

#include "server/storage/sqlite/sqlitedatabase.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::test {

//! A database file with anna and ben in the room r1, written with our code and read without it.
class SqliteFile : public testing::Test
{
protected:
    void SetUp() override
    {
        write([](server::Database &db) {
            for (const QString &name : {QStringLiteral("anna"), QStringLiteral("ben")})
                EXPECT_TRUE(
                    db.accounts().createUser({{name, name, name, {}}, QStringLiteral("hash"), 1}).isOk());
            const server::NewRoom room{QStringLiteral("r1"), QStringLiteral("Hall"), {}, false,
                QStringLiteral("anna"), {QStringLiteral("ben")}, {}, 1};
            EXPECT_TRUE(db.rooms().createRoom(room).isOk());
        });
    }
    //! Closed again: what was written is in the file.
    void write(const std::function<void(server::Database &)> &work)
    {
        const auto db = server::sqliteFactory(m_path)(true);
        ASSERT_TRUE(db.isOk()) << db.error().message.toStdString();
        ASSERT_TRUE((*db)->begin().isOk());
        work(**db);
        ASSERT_TRUE((*db)->commit().isOk());
    }
    bool holds(const QByteArray &text)
    {
        QFile file(m_path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_FALSE(QFile::exists(m_path + QStringLiteral("-wal")));
        return file.readAll().contains(text);
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("hearth.db"));
};

} // namespace hearth::test
