#pragma once

#include "server/features/binding.h"
#include "server/features/caller.h"
#include "server/features/sequence.h"
#include "server/features/services.h"
#include "shared/protocol/events.h"

#include <QTimer>

#include <unordered_map>

namespace hearth::server {

//! What is said in rooms, and what becomes of it, to those who are in them: on one server as it comes, for
//! replies come in the order of the commits. Where several servers share a database, each brings what all of
//! them say into the order of the positions, and reads from the database what has not come: a hole that stays
//! for gapMs, and, whatever nobody has said, by a look at the positions of its rooms every few seconds, twice
//! a second while Redis is away.
class RoomFeed : public QObject
{
    Q_OBJECT

public:
    struct Figures
    {
        quint64 repaired = 0; //!< read from the database, since nobody had said them
        quint64 strange = 0;  //!< said by a server, and in no database
    };

    //! `keepMs`: how long one may be away and be given what was missed; a room that everybody has left is
    //! heard as long.
    RoomFeed(const Services &services, int keepMs, QObject *parent = nullptr);

    //! From now on there are others. `isWhole`: whether what they say arrives.
    void share(std::function<bool()> isWhole);

    //! After its commit. `position`: the message's seq, or the change's changeSeq.
    template <protocol::WireEvent E>
    void tell(Track track, qint64 position, const E &event)
    {
        if (!m_services.chat.hasPeers())
            return emitTo(m_services.chat, roomName(event.roomId), event);
        // A message says so itself; of the others its seq is what has to be known first.
        tellAll(event.roomId, {track, position, track == ChangesTrack ? event.seq : 0}, saying(event));
    }

    //! Before a socket of this server enters the room, whose state it read. What it is told is up to where
    //! the others have heard.
    void enter(protocol::JoinRoomAck &state);

    [[nodiscard]] const Figures &figures() const { return m_figures; }
    //! Events beyond Sequence::maxHeld.
    [[nodiscard]] quint64 leftOut() const;
    //! Events that wait for those before them.
    [[nodiscard]] qsizetype held() const;

Q_SIGNALS:
    //! On a socket of this server, in a room of which the person is no member.
    void strangerFound(const QString &roomId, const QString &userId);

private:
    struct Room
    {
        Sequence messages;
        Sequence changes;
        qint64 gapSince = 0;   //!< on the steady clock; 0: none
        qint64 emptySince = 0; //!< the same; 0: somebody is in it, as far as was looked
        bool isAsking = false;

        [[nodiscard]] Sequence &of(Track track) { return track == MessagesTrack ? messages : changes; }
        [[nodiscard]] bool hasGap() const { return messages.hasGap() || changes.hasGap(); }
    };
    struct Missed;
    template <protocol::WireEvent E>
    [[nodiscard]] static Sequence::Said saying(const E &event)
    {
        return {eventName<E>(), Encoded::ofText(protocol::argumentsText(event))};
    }
    using Positions = QList<RoomPosition>;

    void tellAll(const QString &roomId, const Place &place, const Sequence::Said &said);
    void take(const QString &roomId, const Place &place, const Sequence::Said &said);
    //! Nothing where nobody of this server was in it.
    [[nodiscard]] Room *find(const QString &roomId);
    //! Of this server's sockets.
    [[nodiscard]] bool isOpen(const QString &roomId) const
    {
        return m_services.chat.hasRoom(roomName(roomId));
    }
    //! Changes, once no message is missing that they could be of.
    void tellChanges(Room &room, const QString &roomId);
    //! Who is in a room and no member any more, since Redis did not say that they were put out.
    void lookForStrangers(const QStringList &roomIds);
    void noteGap(Room &room, const QString &roomId);
    void mend();
    void ask(const QString &roomId, Room &room);
    void mended(const QString &roomId, const Missed &missed);
    //! Looks at the positions of the rooms: of all, or of those that have just begun.
    void sweep();
    void look(const QStringList &roomIds);
    [[nodiscard]] Sequence::Tell telling(const QString &roomId) const;

    Services m_services;
    const int m_keepMs;
    std::function<bool()> m_isWhole;           //!< nothing: there are no others
    std::unordered_map<QString, Room> m_rooms; //!< bounded by the rooms of this server's sockets
    QSet<QString> m_gaps;
    QSet<QString> m_begun; //!< not looked at yet
    int m_asking = 0;
    int m_ticks = 0;     //!< since the last sweep
    int m_unsettled = 0; //!< sweeps, in which one cannot rely on Redis
    int m_wholeFor = 0;  //!< ticks
    bool m_isLooking = false;
    bool m_isLookingForStrangers = false;
    Figures m_figures;
    QTimer m_mending;
    QTimer m_sweeping;
};

} // namespace hearth::server
