#include "server/features/whom.h"

#include <algorithm>

namespace hearth::server {

using protocol::NotificationLevel;
using protocol::NotificationType;

Addressed addressedBy(const QList<Reason> &reasons, const QString &authorId)
{
    Addressed addressed{{}, {}, authorId};
    // The order of the types is their strength.
    for (const Reason &reason : reasons) {
        if (reason.userId.isEmpty()) {
            addressed.everybody = std::min(addressed.everybody.value_or(reason.type), reason.type);
        } else if (reason.userId != authorId) {
            const auto known = addressed.people.find(reason.userId);
            if (known == addressed.people.end())
                addressed.people.insert(reason.userId, reason.type);
            else
                *known = std::min(*known, reason.type);
        }
    }
    return addressed;
}

QList<Reason> newlyNamed(const QList<Reason> &reasons, const QStringList &before)
{
    QList<Reason> named;
    if (before.contains(QString()))
        return named;
    std::copy_if(reasons.begin(), reasons.end(), std::back_inserter(named), [&before](const Reason &reason) {
        return reason.type == NotificationType::Mention && !before.contains(reason.userId);
    });
    return named;
}

std::optional<NotificationType> typeFor(const Addressed &addressed, const Addressee &addressee)
{
    if (addressee.userId == addressed.authorId || addressee.level == NotificationLevel::None)
        return std::nullopt;
    const auto own = addressed.people.constFind(addressee.userId);
    if (own == addressed.people.cend())
        return addressed.everybody;
    return std::min(*own, addressed.everybody.value_or(*own));
}

} // namespace hearth::server
