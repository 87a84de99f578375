#pragma once

#include "shared/base/result.h"

#include <QList>
#include <QString>

#include <optional>

namespace hearth::app {

class Database;

//! One message that a person sent and the server has not acked.
struct OutboxItem
{
    enum class State { Waiting, Refused };

    QString clientId; //!< the same over every attempt, so that the server stores it once
    QString roomId;
    QString content;
    qint64 createdAt = 0;
    State state = State::Waiting;
    QString error; //!< why it was refused
    bool operator==(const OutboxItem &) const = default;
};

//! What is still to be sent, on disk: once add() has returned, a power cut does not lose it
//! (synchronous=FULL). At most 1,000 items. Each room's items keep their order.
class Outbox
{
public:
    static constexpr int maxItems = 1'000;

    explicit Outbox(Database &database) : m_database(database) {}

    [[nodiscard]] Result<OutboxItem> add(const QString &roomId, const QString &content, qint64 nowMs);
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
