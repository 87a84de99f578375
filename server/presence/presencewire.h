#pragma once

#include "server/presence/presenceboard.h"
#include "shared/base/result.h"

#include <QByteArrayView>

//! What servers say to each other of who is here, by Redis. All of it is a peer's text. Pure functions.
namespace hearth::server::presence {

//! A person's part of one node, as it stands in Redis.
struct WrittenPart
{
    PresencePart part;
    qint64 rev = 0; //!< of two states of a node's part of a person, the one with the higher is the newer
    QStringList sockets = {}; //!< of a person with very many, not all
    bool operator==(const WrittenPart &) const = default;
};

//! A change of one.
struct Update
{
    QString userId;
    QString node;
    qint64 rev = 0; //!< 0: a dead node's part was cleared away by another
    std::optional<WrittenPart> part;
    qint64 lastSeen = 0; //!< ms since 1970
    bool operator==(const Update &) const = default;
};

[[nodiscard]] QByteArray encode(const WrittenPart &part);
[[nodiscard]] Result<WrittenPart> decodePart(QByteArrayView json);
//! Nothing for an update of somebody else than a node of ours: such as the seed's services publish, too.
[[nodiscard]] Result<std::optional<Update>> decodeUpdate(QByteArrayView json);
//! What a person or a node may be called: it becomes a part of keys.
[[nodiscard]] bool isName(QByteArrayView text);

} // namespace hearth::server::presence
