#pragma once

#include "shared/base/result.h"

#include <QList>
#include <QString>

#include <optional>

namespace hearth::app {

class Database;

//! One thing that a person did and the server has not acked: a message, or a change of one.
struct OutboxItem
{
    enum class State { Waiting, Refused };
    enum class Kind { Message, Edit, Delete, React, Unreact, Pin, Unpin };

    QString clientId; //!< the same over every attempt, so that the server stores it once
    QString roomId;
    QString content; //!< the text of a message or an edit; the emoji of a reaction
    qint64 createdAt = 0;
    State state = State::Waiting;
    QString error; //!< why it was refused
    Kind kind = Kind::Message;
    QString target; //!< id of the message that is changed, or answered
    bool operator==(const OutboxItem &) const = default;
};

//! What is still to be sent, on disk: once add() has returned, a power cut does not lose it
//! (synchronous=FULL). At most 1,000 items. Each room's items keep their order.
class Outbox
{
public:
    static constexpr int maxItems = 1'000;

    explicit Outbox(Database &database) : m_database(database) {}

    //! As given, with a clientId of its own.
    [[nodiscard]] Result<OutboxItem> add(OutboxItem item);
    //! Oldest first.
    [[nodiscard]] QList<OutboxItem> items(const QString &roomId) const;
    //! The oldest waiting item of every room.
    [[nodiscard]] QList<OutboxItem> heads() const;
    [[nodiscard]] std::optional<OutboxItem> find(const QString &clientId) const;
    [[nodiscard]] int waitingCount() const;
    //! The server has it, or the person gave it up.
    void remove(const QString &clientId);
    void refuse(const QString &clientId, const QString &error);
    //! A refused item waits again, with the same clientId.
    void retry(const QString &clientId);

private:
    Database &m_database;
};

} // namespace hearth::app
