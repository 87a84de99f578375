#pragma once

#include "server/storage/position.h"
#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QList>
#include <QString>

namespace hearth::server {

//! The one message that a person changes, and when, in ms since 1970.
struct ChangeRequest
{
    QString roomId;
    QString messageId;
    QString userId;
    qint64 at = 0;
};

enum class Mark { Set, Taken };

struct Changed
{
    protocol::Message message; //!< as it is now
    bool isNew = true;         //!< false: it was so already, and nothing was stored
    bool operator==(const Changed &) const = default;
};

//! Which changes of a room to tell: those from `after` (exclusive) to `upTo` (inclusive), of messages up to
//! `seen` (inclusive).
struct ChangesQuery
{
    QString roomId;
    qint64 after = 0;
    qint64 upTo = 0;
    Position seen;
    int limit = 100; //!< 1 to 101: one more than an answer holds says whether there is more
};

//! What becomes of a message after it was said. Who may do it is not asked here.
//!
//! Guarantees: each change takes the room's next changeSeq, from 1 without holes, and the message keeps that
//! of its last one. To ask for what is so already is no change: nothing is stored, no number is spent, and
//! isNew is false. NotFound where the room has no such message, and, saying that it was deleted, for any
//! change of a deleted one but its deletion.
class ChangeStore
{
public:
    static constexpr int maxEmoji = protocol::reactionsRange.max; //!< different ones under a message
    static constexpr int maxPins = 100;                           //!< in a room

    virtual ~ChangeStore() = default;
    //! The text before is kept; mentions become those of the new text.
    virtual Result<Changed> edit(const ChangeRequest &request, const QString &content) = 0;
    //! Wipes the text, the texts before, files, chart, mentions, reactions and pin. What stays is the
    //! message's place, its writer, what it answered, and its clientId, which is used up for ever.
    virtual Result<Changed> remove(const ChangeRequest &request) = 0;
    //! The person's own emoji. TooMany for one more than maxEmoji.
    virtual Result<Changed> react(const ChangeRequest &request, const QString &emoji, Mark mark) = 0;
    //! For everybody. TooMany for one more than maxPins.
    virtual Result<Changed> pin(const ChangeRequest &request, Mark mark) = 0;

    //! What the message said before, oldest first: those after the edit `after` (a changeSeq), at most 100.
    virtual Result<QList<protocol::EarlierText>> earlierTexts(
        const QString &roomId, const QString &messageId, qint64 after) = 0;
    //! The last pinned first.
    virtual Result<QList<protocol::Message>> pins(const QString &roomId) = 0;
    //! Each changed message once, as it is now, by its last change, the oldest first.
    virtual Result<QList<protocol::Message>> changes(const ChangesQuery &query) = 0;
    //! The changeSeq after which are all changes that happened later than `at` (ms since 1970); the room's
    //! own where there is none.
    virtual Result<qint64> positionAt(const QString &roomId, qint64 at) = 0;
};

} // namespace hearth::server
