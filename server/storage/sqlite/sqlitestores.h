#pragma once

#include "server/storage/database.h"
#include "server/storage/sqlite/statements.h"

namespace hearth::server {

class SqliteAccounts final : public AccountStore
{
public:
    explicit SqliteAccounts(Statements &statements) : m_statements(statements) {}

    Result<protocol::User> createUser(const UserRecord &record) override;
    Result<UserRecord> userByName(const QString &username) override;
    Result<protocol::User> userById(const QString &userId) override;
    Result<QList<protocol::User>> users() override;
    Result<qint64> userCount() override;
    Result<Done> addToken(const QByteArray &tokenHash, const QString &userId, qint64 createdAt) override;
    Result<protocol::User> userByToken(const QByteArray &tokenHash) override;
    Result<Done> revokeToken(const QByteArray &tokenHash) override;
    Result<Done> addInvite(const InviteRecord &invite) override;
    Result<InviteRecord> redeemInvite(const QByteArray &codeHash, qint64 now) override;

private:
    Statements &m_statements;
};

class SqliteRooms final : public RoomStore
{
public:
    SqliteRooms(Statements &statements, QString epoch) : m_statements(statements), m_epoch(std::move(epoch))
    {}

    Result<protocol::Room> createRoom(const NewRoom &room) override;
    Result<QList<protocol::Room>> roomsOf(const QString &userId) override;
    Result<protocol::Room> roomFor(const QString &userId, const QString &roomId) override;
    Result<QList<protocol::Room>> publicRooms(const QString &userId) override;
    Result<RoomAccess> access(const QString &userId, const QString &roomId) override;
    Result<QList<protocol::User>> members(const QString &roomId) override;
    Result<bool> addMember(const QString &roomId, const QString &userId, qint64 now) override;
    Result<bool> removeMember(const QString &roomId, const QString &userId) override;
    Result<RoomState> state(const QString &roomId, const QString &userId) override;
    Result<qint64> markRead(const QString &roomId, const QString &userId, const Position &upTo) override;
    Result<QList<QString>> contacts(const QString &userId) override;

private:
    Result<QList<protocol::Room>> list(const QString &statement, const QVariantList &values);
    Result<QString> idOf(const QString &statement, const QVariantList &values);

    Statements &m_statements;
    QString m_epoch;
};

class SqliteMessages final : public MessageStore
{
public:
    explicit SqliteMessages(Statements &statements) : m_statements(statements) {}

    Result<Appended> append(const NewMessage &message) override;
    Result<QList<protocol::Message>> history(const HistoryQuery &query) override;

private:
    Result<QList<protocol::Message>> list(const QString &statement, const QVariantList &values);
    Result<Done> storeMentions(const NewMessage &message, qint64 seq);

    Statements &m_statements;
};

[[nodiscard]] protocol::User userFrom(const QSqlQuery &row);
[[nodiscard]] QString roleText(protocol::Role role);

//! The seq that a Position names in the room: NotFound for an id that is not there.
[[nodiscard]] Result<qint64> seqAt(Statements &statements, const QString &roomId, const Position &position);

} // namespace hearth::server
