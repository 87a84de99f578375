#pragma once

#include "server/features/channels.h"

#include <map>

namespace hearth::server {

//! What one stream still has to be told before it hears values as they come: the channels that begin, then
//! the values after its position, of all channels in the order of their ids. It names what is owed and does
//! not hold it: that comes out of the histories as fast as the peer reads. A channel of which something was
//! forgotten meanwhile begins anew.
//!
//! Each event's id is a position up to which nothing is missing, so that a client may leave between any two.
//! Where channels begin only the last `initial` has one: who leaves before it begins again, and hears some
//! twice rather than never.
class ChannelBacklog
{
public:
    //! `after`: the client's position; without one every channel begins.
    ChannelBacklog(const Channels &channels, std::optional<qint64> after, const QStringList &names);

    [[nodiscard]] bool isEmpty() const { return m_begins.isEmpty() && m_owed.empty(); }
    //! A value came while something is owed; it is told in its turn.
    void add(const ChannelNews &news);
    //! The next event's text, by server/net/sse.h; empty where there turned out to be none.
    [[nodiscard]] QByteArray take();

private:
    void owe(const QString &channel, qint64 after);
    void forgive(const QString &channel);
    [[nodiscard]] QByteArray takeInitial();
    [[nodiscard]] QByteArray takeValue();

    const Channels &m_channels;
    QStringList m_begins;
    std::map<qint64, QString> m_owed; //!< channels by their next value's id
    QHash<QString, qint64> m_nextOf;  //!< the same by channel
    qint64 m_at = 0;                  //!< the position up to which nothing but m_begins is missing
};

//! The event of one value.
[[nodiscard]] QByteArray updateEvent(const ChannelNews &news);

} // namespace hearth::server
