#pragma once

#include "server/features/channels.h"
#include "server/series/thinning.h"
#include "shared/protocol/chart.h"

#include <QMap>

namespace hearth::server {

//! What a panel shows as things are now: the charts that messages carry.
class Charts : public QObject
{
    Q_OBJECT

public:
    Charts(const Services &services, const Channels &channels);

    //! Whether somebody may, as things are now.
    using Gate = std::function<Result<Done>(Database &)>;
    using Taken = std::function<void(Result<protocol::Chart>)>;
    //! `now`: ms since 1970. Nothing is read before the gate has been asked, and then no more than the panel
    //! shows. InvalidRequest for a panel that is no chart.
    void take(const protocol::Panel &panel, qint64 now, const Gate &gate, const Taken &answer);

    //! Panels beyond Limits::panelBytes.
    [[nodiscard]] quint64 refused() const { return m_refused; }
    //! Charts beyond Limits::chartBytes.
    [[nodiscard]] quint64 tooLarge() const { return m_tooLarge; }

private:
    //! By channel and field, in the order of their times.
    using Numbers = QMap<QString, QMap<QString, QList<Sample>>>;
    //! Those of the panel's fields; the last hour, which is in memory.
    [[nodiscard]] Numbers recent(const protocol::Panel &panel, qint64 from) const;
    [[nodiscard]] Result<protocol::Chart> chartOf(
        const protocol::Panel &panel, const Numbers &numbers, qint64 from, qint64 until) const;

    Services m_services;
    const Channels &m_channels;
    quint64 m_refused = 0;
    quint64 m_tooLarge = 0;
};

//! The one gate of channels, for all of the panel's, with the account as it is now. AccessDenied.
[[nodiscard]] Result<Done> mayShow(Database &db, const QString &userId, const protocol::Panel &panel);

//! For who sees no charts: the title, and the values as they were, in one line of at most so many bytes, and
//! of 512.
[[nodiscard]] QString captionOf(const protocol::Chart &chart, qsizetype bytes);

} // namespace hearth::server
