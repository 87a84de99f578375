#pragma once

#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QList>
#include <QString>

#include <optional>

namespace hearth::app {

class Database;

//! A file that goes with a message.
struct OutgoingFile
{
    QString path; //!< a copy of our own, see outgoing.h
    QString name;
    qint64 size = 0;
    int width = 0; //!< of an image, in pixels; else 0
    int height = 0;
    QString uploadId{};                   //!< of an upload that has begun
    std::optional<protocol::File> file{}; //!< once the server has all of it
    bool operator==(const OutgoingFile &) const = default;
};

//! As it will be in the message, without an id.
[[nodiscard]] protocol::File asFile(const OutgoingFile &file);

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
    QList<OutgoingFile> files{};
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
    //! How far the file at `place` of a message has come.
    void noteUpload(const QString &clientId, int place, const QString &uploadId,
        const std::optional<protocol::File> &file);
    //! The copies that are still needed.
    [[nodiscard]] QStringList filePaths() const;
    //! A refused item waits again, with the same clientId.
    void retry(const QString &clientId);

private:
    [[nodiscard]] QList<OutboxItem> withFiles(QList<OutboxItem> items) const;

    Database &m_database;
};

} // namespace hearth::app
