#pragma once

#include "server/features/accounts.h"
#include "server/features/notifying.h"
#include "server/features/presence.h"
#include "shared/protocol/events.h"

#include <QTimer>

namespace hearth::server {

//! What people are told wherever they look: sends what the transactions stored (notifying.h), keeps what was
//! read and what each person wants to hear of.
//!
//! Everything is sent in the order of the positions, as replies come in the order of the commits: hence one
//! number says what was sent already, and what a connection has to be told by other means.
class Notifications : public QObject
{
    Q_OBJECT

public:
    Notifications(const Services &services, Accounts &accounts, PresenceFeature &presence);

    //! For a message with this text; an empty one for what is no message.
    [[nodiscard]] Occasion occasion(const QString &content = {}) const;
    //! After the commit.
    void tell(const News &news);
    //! Of everything up to this position, all that was sent is sent.
    [[nodiscard]] qint64 position() const { return m_position; }
    //! From now on everything is sent to this socket.
    void connected(Socket &socket);
    //! Takes what is stored as sent, as of the start: `recover` has it.
    void start();
    //! From now on other servers tell this one's people, too: what they say may come in another order, and
    //! what has not come is found by a look at the database every few seconds.
    void share();
    [[nodiscard]] bool isShared() const { return m_sweeping.isActive(); }

    [[nodiscard]] quint64 sent() const { return m_sent; }

Q_SIGNALS:
    void told(const hearth::server::News &news);
    //! Something new for the person is in the database; another server stored it.
    void heard(const QString &userId);

private:
    using Change = std::function<Result<Done>(Database &)>;

    //! Told to nobody here so far.
    [[nodiscard]] bool isNew(qint64 position);
    //! To those sockets of this server whom `recover` does not tell it.
    void deliver(const QString &userId, qint64 position, const QString &event, const Encoded &arguments);
    void deliver(const Notified &notified);
    void sweep();
    struct Page
    {
        QList<Notified> all;
        qint64 upTo = 0; //!< there are no others up to here
        bool isFull = false;
    };
    void swept(const Page &page);

    void page(const HttpRequest &request, const Responder &respond);
    void read(const QString &userId, const protocol::NotificationRead &what,
        const std::function<void(Result<protocol::EmptyAck>)> &answer);
    void setSettings(const HttpRequest &request, const Responder &respond);
    void setLevel(const HttpRequest &request, const QString &roomId, const Responder &respond);
    //! Stores the change, answers with the settings as they are then, and tells the person's devices.
    void change(const QString &userId, const Responder &respond, Change change);
    void addPaths();

    Services m_services;
    Accounts &m_accounts;
    PresenceFeature &m_presence;
    qint64 m_position = 0;
    qint64 m_swept = -1;      //!< up to here the database was looked at; -1: not yet
    QSet<qint64> m_toldSince; //!< after that; bounded by what comes between two looks
    bool m_isSweeping = false;
    QTimer m_sweeping;
    quint64 m_sent = 0;
};

} // namespace hearth::server
