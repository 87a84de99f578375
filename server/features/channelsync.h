#pragma once

#include "server/features/channels.h"

#include <deque>

namespace hearth::server {

//! Values that other servers stored and Redis has not brought: while it is away, and for a while after, they
//! are read from the database once a second, and channels that were removed meanwhile are forgotten.
class ChannelSync : public QObject
{
    Q_OBJECT

public:
    ChannelSync(const Services &services, Channels &channels, std::function<bool()> isWhole);

    //! Values that only the database brought.
    [[nodiscard]] quint64 repaired() const { return m_repaired; }

private:
    void tick();
    void read();
    void forgetRemoved();

    Services m_services;
    Channels &m_channels;
    std::function<bool()> m_isWhole;
    std::deque<qint64> m_positions; //!< of the last seconds in which everything arrived
    qint64 m_after;                 //!< up to here everything is known
    QSet<qint64> m_heard;           //!< after that; bounded by what comes within half a minute
    int m_wholeFor = 0;             //!< seconds
    bool m_isReading = false;
    bool m_isListing = false;
    quint64 m_repaired = 0;
    QTimer m_timer;
};

} // namespace hearth::server
