#pragma once

#include "server/features/eventstream.h"
#include "server/features/notifications.h"
#include "server/features/tickets.h"

#include <QMultiHash>

namespace hearth::server {

class NotificationStream;

//! `GET /events/notifications`: a person's notifications as Server-Sent Events. `connected` comes first; each
//! event carries the id with which the client resumes, so that between two streams nothing is lost and
//! nothing comes twice. `notification:cleared` is told to who listens, and not resumed.
class NotificationStreams : public QObject
{
    Q_OBJECT

public:
    NotificationStreams(
        const Services &services, Tickets &tickets, Notifications &notifications, EventStreams &streams);

private:
    friend class NotificationStream;
    void open(const HttpRequest &request, const Caller &caller, const Responder &respond);
    void tell(const News &news);

    Services m_services;
    Tickets &m_tickets;
    Notifications &m_notifications;
    EventStreams &m_streams;
    QMultiHash<QString, NotificationStream *> m_listeners; //!< by user id
};

} // namespace hearth::server
