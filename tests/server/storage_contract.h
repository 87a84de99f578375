#pragma once

#include "server/storage/database.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::test {

//! A backend as the contract suite sees it.
struct Backend
{
    const char *name;
    bool copiesItself; //!< else a backup is made by the engine's own programs
    //! For a database of its own, empty; the folder lives as long as the test.
    std::function<server::DatabaseFactory(const QString &folder)> factory;
    //! Of the database that was made last, past all our code: the first column of each row.
    std::function<QStringList(const QString &folder, const QString &sql)> select;
};

//! All of them.
[[nodiscard]] std::vector<Backend> backends();
[[nodiscard]] std::string nameOf(const testing::TestParamInfo<Backend> &backend);

//! What every backend keeps; the promises are in server/storage/database.h. Each test has a writer's
//! connection and a reader's to one new database.
class StorageContract : public testing::TestWithParam<Backend>
{
protected:
    void SetUp() override
    {
        m_factory = GetParam().factory(m_folder.path());
        auto writer = m_factory(true);
        ASSERT_TRUE(writer.isOk()) << writer.error().message.toStdString();
        m_writer = std::move(*writer);
        auto reader = m_factory(false);
        ASSERT_TRUE(reader.isOk()) << reader.error().message.toStdString();
        m_reader = std::move(*reader);
    }

    //! Runs `work` in a transaction that is kept where it succeeds, as Storage does.
    template <class Work>
    auto write(Work work)
    {
        EXPECT_TRUE(m_writer->begin().isOk());
        EXPECT_TRUE(m_writer->savepoint().isOk());
        auto result = work(*m_writer);
        if (result.isOk()) {
            if (const auto released = m_writer->release(); !released)
                result = released.error();
        }
        if (!result.isOk())
            m_writer->rollbackToSavepoint();
        EXPECT_TRUE(m_writer->commit().isOk());
        return result;
    }

    //! Id `u-<name>`.
    protocol::User addUser(const QString &name)
    {
        const server::UserRecord record{
            {QStringLiteral("u-") + name, name, name, protocol::Role::Member}, QStringLiteral("hash"), 1};
        const auto user = write([&](server::Database &db) { return db.accounts().createUser(record); });
        EXPECT_TRUE(user.isOk()) << user.error().message.toStdString();
        return user.isOk() ? *user : protocol::User{};
    }
    //! Id `r-<name>`; people by name, the first creates it.
    Result<protocol::Room> addRoom(const QString &name, const QStringList &people, bool isPrivate = false)
    {
        server::NewRoom room{
            QStringLiteral("r-") + name, name, {}, isPrivate, QStringLiteral("u-") + people[0], {}, {}, 1};
        for (const QString &person : people.sliced(1))
            room.members.append(QStringLiteral("u-") + person);
        return write([&](server::Database &db) { return db.rooms().createRoom(room); });
    }
    Result<server::Appended> say(
        const QString &room, const QString &person, const QString &content, const QString &clientId = {})
    {
        const server::NewMessage message{QStringLiteral("m-%1").arg(++m_said), QStringLiteral("r-") + room,
            QStringLiteral("u-") + person, content, clientId, 1000 + m_said};
        return write([&](server::Database &db) { return db.messages().append(message); });
    }
    //! Changes of messages in the room Hall (hall()), a millisecond after one another.
    server::ChangeRequest by(const QString &person, const QString &messageId)
    {
        return {QStringLiteral("r-Hall"), messageId, QStringLiteral("u-") + person, 5000 + ++m_changed};
    }
    Result<server::Changed> edit(const QString &person, const QString &messageId, const QString &content)
    {
        return write([&](server::Database &db) { return db.changes().edit(by(person, messageId), content); });
    }
    Result<server::Changed> remove(const QString &person, const QString &messageId)
    {
        return write([&](server::Database &db) { return db.changes().remove(by(person, messageId)); });
    }
    Result<server::Changed> react(const QString &person, const QString &messageId, const QString &emoji,
        server::Mark mark = server::Mark::Set)
    {
        return write(
            [&](server::Database &db) { return db.changes().react(by(person, messageId), emoji, mark); });
    }
    Result<server::Changed> pin(
        const QString &person, const QString &messageId, server::Mark mark = server::Mark::Set)
    {
        return write([&](server::Database &db) { return db.changes().pin(by(person, messageId), mark); });
    }
    //! anna and ben in the room Hall, anna having said m-1 to m-<count>.
    void hall(int count)
    {
        const QString anna = QStringLiteral("anna");
        const QString ben = QStringLiteral("ben");
        addUser(anna);
        addUser(ben);
        ASSERT_TRUE(addRoom(QStringLiteral("Hall"), {anna, ben}).isOk());
        for (int i = 1; i <= count; ++i)
            ASSERT_TRUE(say(QStringLiteral("Hall"), anna, QStringLiteral("text %1").arg(i)).isOk());
    }
    QList<protocol::Message> history()
    {
        const auto page = m_reader->messages().history({QStringLiteral("r-Hall"), {}, {}, 100});
        EXPECT_TRUE(page.isOk());
        return page.isOk() ? *page : QList<protocol::Message>();
    }
    protocol::Room seenBy(const QString &person, const QString &room)
    {
        const auto seen =
            m_reader->rooms().roomFor(QStringLiteral("u-") + person, QStringLiteral("r-") + room);
        EXPECT_TRUE(seen.isOk());
        return seen.isOk() ? *seen : protocol::Room{};
    }
    QList<qint64> seqs(const server::HistoryQuery &query)
    {
        const auto page = m_reader->messages().history(query);
        EXPECT_TRUE(page.isOk());
        QList<qint64> all;
        for (const protocol::Message &message : page.isOk() ? *page : QList<protocol::Message>())
            all.append(message.seq);
        return all;
    }

    QTemporaryDir m_folder;
    server::DatabaseFactory m_factory;
    std::unique_ptr<server::Database> m_writer;
    std::unique_ptr<server::Database> m_reader;
    int m_said = 0;
    int m_changed = 0;
};

//! The code of a refusal; fails the test on a success.
template <class T>
ErrorCode codeOf(const Result<T> &result)
{
    EXPECT_FALSE(result.isOk());
    return result.isOk() ? ErrorCode::Internal : result.error().code;
}

} // namespace hearth::test
