#include "app/outbox/applied.h"

#include <algorithm>

namespace hearth::app {

void setReaction(protocol::Message &message, const QString &emoji, const QString &userId, bool on)
{
    auto reactions = message.reactions.value_or(QList<protocol::Reaction>());
    auto it = std::ranges::find(reactions, emoji, &protocol::Reaction::emoji);
    if (it == reactions.end() && on)
        it = reactions.insert(reactions.end(), {emoji, {}});
    if (it != reactions.end()) {
        it->userIds.removeAll(userId);
        if (on)
            it->userIds += userId;
        else if (it->userIds.isEmpty())
            reactions.erase(it);
    }
    message.reactions = reactions.isEmpty() ? std::nullopt : std::optional(reactions);
}

void setDeleted(protocol::Message &message)
{
    message.content.clear();
    message.deleted = true;
    message.editedAt.reset();
    message.pinnedAt.reset();
    message.reactions.reset();
    message.files.reset();
    message.chart.reset();
}

protocol::Message applied(protocol::Message message, const OutboxItem &change, const QString &selfId)
{
    using Kind = OutboxItem::Kind;
    if (message.deleted.value_or(false))
        return message;
    switch (change.kind) {
    case Kind::Message:
        break;
    case Kind::Edit:
        message.content = change.content;
        message.editedAt = change.createdAt;
        break;
    case Kind::Delete:
        setDeleted(message);
        break;
    case Kind::React:
    case Kind::Unreact:
        setReaction(message, change.content, selfId, change.kind == Kind::React);
        break;
    case Kind::Pin:
        message.pinnedAt = change.createdAt;
        break;
    case Kind::Unpin:
        message.pinnedAt.reset();
        break;
    }
    return message;
}

} // namespace hearth::app
