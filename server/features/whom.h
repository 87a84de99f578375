#pragma once

#include "server/storage/notificationstore.h"

#include <QHash>

namespace hearth::server {

//! Whom a message concerns, each by the strongest reason; never its author.
struct Addressed
{
    QHash<QString, protocol::NotificationType> people;
    std::optional<protocol::NotificationType> everybody; //!< in the room
    QString authorId;

    [[nodiscard]] bool isNobody() const { return people.isEmpty() && !everybody; }
};

[[nodiscard]] Addressed addressedBy(const QList<Reason> &reasons, const QString &authorId);

//! Of a changed message: only whom it names now and did not name before. An empty id names everybody.
[[nodiscard]] QList<Reason> newlyNamed(const QList<Reason> &reasons, const QStringList &before);

//! What notifies this member; nothing where nothing does, or they want none of it.
[[nodiscard]] std::optional<protocol::NotificationType> typeFor(
    const Addressed &addressed, const Addressee &addressee);

} // namespace hearth::server
