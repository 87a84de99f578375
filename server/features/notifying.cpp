#include "server/features/notifying.h"

#include "server/features/quiet.h"
#include "server/features/whom.h"
#include "server/features/words.h"
#include "server/storage/mentions.h"

namespace hearth::server {

using protocol::Message;
using protocol::NotificationType;

namespace {

//! One in so many notifications looks for what is too old: each look reads a person's whole list.
constexpr qint64 pruneEvery = 32;

Result<Done> addTo(News &news, Database &db, const NewNotification &wanted, int kept)
{
    const auto added = db.notifications().add(wanted);
    if (!added)
        return added.error();
    if (!*added)
        return Done{};
    news.notified += **added;
    const qint64 position = notificationPosition((*added)->notification.id);
    if (kept <= 0 || position % pruneEvery != 0)
        return Done{};
    return db.notifications().prune(wanted.userId, kept);
}

Result<News> store(Database &db, const Message &message, const Addressed &addressed, const Occasion &occasion)
{
    News news;
    if (addressed.isNobody())
        return news;
    const auto addressees = db.notifications().addressees(
        message.roomId, addressed.everybody ? QStringList() : addressed.people.keys());
    if (!addressees)
        return addressees.error();
    for (const Addressee &addressee : *addressees) {
        const auto type = typeFor(addressed, addressee);
        if (!type)
            continue;
        const bool isSilent = isQuiet(addressee.quietHours, addressee.quietUntil, occasion.at);
        const NewNotification wanted{
            addressee.userId, *type, message.roomId, message.seq, message.userId, occasion.at, isSilent};
        if (auto added = addTo(news, db, wanted, occasion.kept); !added)
            return added.error();
    }
    return news;
}

Result<News> notifyOf(Database &db, const Heard &heard, Reasons reasons)
{
    const auto &[message, occasion] = heard;
    if (reasons.hasKeywords) {
        const auto ofWords = db.notifications().keywordReasons(wordsIn(message.content));
        if (!ofWords)
            return ofWords.error();
        reasons.all += *ofWords;
    }
    if (occasion.isAlert)
        reasons.all += Reason{{}, NotificationType::Alert};
    return store(db, message, addressedBy(reasons.all, message.userId), occasion);
}

} // namespace

bool asksForHere(const QString &content)
{
    return content.contains(QLatin1String("@here"), Qt::CaseInsensitive) &&
           mentionsIn(content).names.contains(QStringLiteral("here"));
}

Result<QList<News>> notifyOfEach(Database &db, const QList<Heard> &all)
{
    QList<Message> messages;
    for (const auto &[message, occasion] : all) {
        messages += message;
        if (occasion.here.isEmpty())
            continue;
        if (auto named = db.notifications().addNamed(message, occasion.here); !named)
            return named.error();
    }
    auto reasons = db.notifications().reasonsEach(messages);
    if (!reasons)
        return reasons.error();
    QList<News> news;
    for (qsizetype i = 0; i < all.size(); ++i) {
        auto one = notifyOf(db, all.at(i), reasons->at(i));
        if (!one)
            return one.error();
        news += *std::move(one);
    }
    return news;
}

Result<News> notifyOfEdit(Database &db, const Message &message, const Message &before,
    const QStringList &namedBefore, const Occasion &occasion)
{
    // Who came only after the first `@here` is not asked for by it.
    const QStringList here = asksForHere(before.content) ? namedBefore : occasion.here;
    if (asksForHere(message.content)) {
        if (auto named = db.notifications().addNamed(message, here); !named)
            return named.error();
    }
    const auto reasons = db.notifications().reasons(message);
    if (!reasons)
        return reasons.error();
    return store(db, message, addressedBy(newlyNamed(reasons->all, namedBefore), message.userId), occasion);
}

Result<News> notifyOfRoom(Database &db, const QString &roomId, const QStringList &userIds,
    const QString &authorId, const Occasion &occasion)
{
    News news;
    if (userIds.isEmpty())
        return news;
    const auto addressees = db.notifications().addressees(roomId, userIds);
    if (!addressees)
        return addressees.error();
    for (const Addressee &addressee : *addressees) {
        if (addressee.userId == authorId)
            continue;
        const NewNotification wanted{addressee.userId, NotificationType::Invitation, roomId, 0, authorId,
            occasion.at, isQuiet(addressee.quietHours, addressee.quietUntil, occasion.at)};
        if (auto added = addTo(news, db, wanted, occasion.kept); !added)
            return added.error();
    }
    return news;
}

} // namespace hearth::server
