#pragma once

#include "tests/server/histories/server.h"

#include <QJsonArray>
#include <QMap>

namespace hearth::test {

class MemoryTransport;

//! What a client holds of a room.
struct RoomView
{
    QJsonObject room;                   //!< of the list, what is counted excluded
    QMap<QString, QString> members;     //!< user id → role
    QMap<qint64, QJsonObject> messages; //!< by seq
    QMap<QString, qint64> reads;        //!< user id → cursor
    qint64 readSeq = 0;
    QSet<QString> typing;
    qint64 changeSeq = 0; //!< positions for the next `recover`
    qint64 readCount = 0;
};

//! A device of a person: a client that is told by events, and catches up as docs/protocol.md says. Its memory
//! outlives its connections.
class Device
{
public:
    Device(TestServer &server, TestServer::Person person) : m_server(server), m_person(std::move(person)) {}
    ~Device() { lose(); }

    void connect();
    //! The connection breaks.
    void lose();
    [[nodiscard]] bool isOnline() const { return m_session != nullptr; }
    //! Has caught up with everything.
    [[nodiscard]] bool isLive() const { return m_isLive && m_catching.isEmpty(); }
    using Acked = std::function<void(const QJsonObject &)>;
    void emitEvent(const QString &name, const QJsonValue &argument, Acked acked = {});

    [[nodiscard]] const TestServer::Person &person() const { return m_person; }
    [[nodiscard]] const QMap<QString, RoomView> &rooms() const { return m_rooms; }
    //! All that a person could see, counts computed from it, as lines that can be compared.
    [[nodiscard]] QStringList state() const;
    //! What was wrong on the way.
    QStringList faults;

private:
    friend class MemoryTransport;
    void received(QByteArrayView packet);
    void ended();
    void heard(const QString &event, const QJsonObject &data);
    void apply(const QString &event, const QJsonObject &data);
    void applyChange(const QString &event, const QJsonObject &data);
    void load();
    void enter(const QString &roomId);
    void recover(const QString &roomId);
    void recovered(const QString &roomId, const QJsonObject &ack);
    void loadNotifications(const QString &before, QMap<QString, QString> found);
    void put(const QJsonObject &message);
    void caughtUp(const QString &roomId);
    [[nodiscard]] QPair<int, int> countsOf(const RoomView &view) const;

    TestServer &m_server;
    TestServer::Person m_person;
    std::unique_ptr<server::Session> m_session;
    MemoryTransport *m_transport = nullptr;
    int m_connection = 0; //!< answers of an earlier one are nothing to us
    int m_nextAck = 0;
    QHash<int, Acked> m_acks;
    bool m_isLive = false;
    QMap<QString, RoomView> m_rooms;
    QSet<QString> m_catching;                     //!< rooms that are being caught up with
    QList<QPair<QString, QJsonObject>> m_waiting; //!< events heard meanwhile
    QMap<QString, QString> m_presence;
    QMap<QString, QString> m_unread; //!< notifications, each with its room
    QSet<QString> m_everTold;        //!< on this connection
};

} // namespace hearth::test
