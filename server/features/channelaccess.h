#pragma once

#include "server/features/channels.h"
#include "server/features/tickets.h"

namespace hearth::server {

//! Who asks for channels: a person, or a token that is good for some channels alone.
struct ChannelCaller
{
    Caller caller;
    std::optional<ChannelToken> token; //!< narrows what the person who made it may
};

//! The one gate to every channel. The server's members read and publish all channels but those that are the
//! server's own, which nobody publishes to; its guests none. A token does what its patterns say.
[[nodiscard]] Result<Done> mayRead(const ChannelCaller &who, const QString &channel);
[[nodiscard]] Result<Done> mayPublish(const ChannelCaller &who, const QString &channel);
[[nodiscard]] ChannelCaller channelCallerOf(const Socket &socket);
//! Who publishes by the token, asked about again at the write.
[[nodiscard]] Publisher publisherOf(const ChannelCaller &who);
//! Answers with the last value's id and time.
[[nodiscard]] Channels::Published publishedTo(const Responder &respond, int status);
//! Whether a socket of theirs may be in a Socket.IO room that the role decides on: a channel's, the team's.
//! Other rooms are no matter of this gate.
[[nodiscard]] bool mayHear(const Caller &caller, const QString &room);
//! Whose the token is, with the account as it is now. Unauthorized.
[[nodiscard]] Result<ChannelCaller> callerByToken(Database &db, const QByteArray &hash);

//! Tells who asks, by a person's token, a ticket, a channel token or, for streams, the page's cookie; makes
//! channel tokens and takes them back.
class ChannelAccess : public QObject
{
    Q_OBJECT

public:
    ChannelAccess(const Services &services, Accounts &accounts, Tickets &tickets);

    using Next = std::function<void(const ChannelCaller &)>;
    //! Calls back, or has answered.
    void authenticate(const HttpRequest &request, const Responder &respond, const Next &next);

private:
    void list(const HttpRequest &request, const Responder &respond);
    void make(const HttpRequest &request, const Responder &respond);
    void remove(const HttpRequest &request, const QString &id, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
    Tickets &m_tickets;
};

} // namespace hearth::server
