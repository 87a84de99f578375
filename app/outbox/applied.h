#pragma once

#include "app/outbox/outbox.h"
#include "shared/protocol/entities.h"

namespace hearth::app {

//! What a message becomes by a change of this person's, before the server has said so.
[[nodiscard]] protocol::Message applied(
    protocol::Message message, const OutboxItem &change, const QString &selfId);

//! With the person among those of the emoji, or no longer; an emoji without anybody is gone.
void setReaction(protocol::Message &message, const QString &emoji, const QString &userId, bool on);

//! What is left of a message that was deleted.
void setDeleted(protocol::Message &message);

} // namespace hearth::app
