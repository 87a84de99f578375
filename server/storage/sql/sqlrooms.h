#pragma once

#include "server/storage/roomstore.h"

namespace hearth::server {

class Rows;
class Statements;

class SqlRooms final : public RoomStore
{
public:
    explicit SqlRooms(Statements &statements) : m_statements(statements) {}

    Result<protocol::Room> createRoom(const NewRoom &room) override;
    Result<QList<protocol::Room>> roomsOf(const QString &userId) override;
    Result<protocol::Room> roomFor(const QString &userId, const QString &roomId) override;
    Result<QList<RoomSummary>> rooms() override;
    Result<QList<protocol::Room>> publicRooms(const QString &userId) override;
    Result<QList<Result<RoomAccess>>> accessEach(const QList<PersonInRoom> &all) override;
    Result<QList<KnownRoom>> knownRooms(const QString &userId) override;
    Result<bool> changeRoom(const QString &roomId, const RoomChange &change) override;
    Result<QList<RoomMember>> members(const QString &roomId) override;
    Result<RoomMember> member(const QString &roomId, const QString &userId) override;
    Result<bool> addMember(const QString &roomId, const QString &userId, qint64 now) override;
    Result<Departure> removeMember(const QString &roomId, const QString &userId) override;
    Result<Done> setMemberRole(const QString &roomId, const QString &userId, protocol::Role role) override;
    Result<QList<RoomMember>> readersOf(const QString &roomId, const Position &message) override;
    Result<RoomState> state(const QString &roomId, const QString &userId) override;
    Result<QList<RoomPosition>> positions(const QStringList &roomIds) override;
    Result<ReadMark> markRead(const QString &roomId, const QString &userId, const Position &upTo) override;
    Result<QList<ReadMove>> readsAfter(
        const QString &roomId, const QString &viewerId, qint64 after, int limit) override;
    Result<QList<QString>> contacts(const QString &userId) override;

private:
    Result<QString> existingRoom(const NewRoom &room, const QStringList &pair);
    Result<Done> insertRoom(const NewRoom &room, const QStringList &pair);
    Result<QList<protocol::Room>> list(const char *statement, const QString &userId);

    Statements &m_statements;
};

//! The place in the room; NotFound for a message that is not in it.
[[nodiscard]] Result<qint64> seqOf(Statements &statements, const QString &roomId, const Position &position);

} // namespace hearth::server
