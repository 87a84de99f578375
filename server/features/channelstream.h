#pragma once

#include "server/features/channelaccess.h"
#include "server/features/channels.h"
#include "server/features/eventstream.h"

#include <QMultiHash>

namespace hearth::server {

class ChannelStream;

//! `GET /events/stream/{channel}` and `GET /events/stream?channels=a,b,cpu:*`: channels as Server-Sent
//! Events. `initial` for each channel comes first, then each `update` with its id. `Last-Event-ID` goes on
//! after that one; a channel of which something may have been forgotten since begins anew with `initial`.
//! However much that is, it comes as fast as the peer reads.
//! 204, after which a browser does not come back, where the channel that was heard is gone.
class ChannelStreams : public QObject
{
    Q_OBJECT

public:
    ChannelStreams(
        const Services &services, ChannelAccess &access, Channels &channels, EventStreams &streams);
    ~ChannelStreams() override;

    //! Somebody hears the channel on a stream.
    [[nodiscard]] bool isHeard(const QString &channel) const;
    //! Streams of more than Limits::topicsPerStream.
    [[nodiscard]] quint64 refused() const { return m_refused; }

private:
    friend class ChannelStream;
    void open(const HttpRequest &request, const QStringList &topics, const Responder &respond);
    //! Where a client goes on.
    struct Position
    {
        std::optional<qint64> after; //!< nothing: all begins anew
        qint64 toldElsewhere = 0;    //!< what comes up to here was told by another server
    };
    //! Of a client whose position is not reached here. Either another server, whose values come sooner,
    //! has told it: the database has it then. Or it belongs to another history, as before a restore: then
    //! all begins anew.
    void settlePosition(
        const ChannelCaller &who, qint64 after, const QStringList &topics, const Responder &respond);
    void begin(
        const ChannelCaller &who, const QStringList &topics, const Responder &respond, const Position &from);
    void tell(const ChannelNews &news);
    void endOf(const QString &channel);

    Services m_services;
    ChannelAccess &m_access;
    Channels &m_channels;
    EventStreams &m_streams;
    QMultiHash<QString, ChannelStream *> m_listeners; //!< by channel
    QMultiHash<QString, ChannelStream *> m_patterns;
    quint64 m_tellings = 0;
    quint64 m_refused = 0;
};

} // namespace hearth::server
