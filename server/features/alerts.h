#pragma once

#include "server/features/changes.h"
#include "server/features/channels.h"
#include "server/features/leadership.h"
#include "server/features/messages.h"
#include "server/series/alertwatch.h"

namespace hearth::server {

//! Rules on channels that speak up in a room: one message when a rule fires, with a chart as it was and the
//! last values as a line of bars, and the same message changed when it recovers or when somebody takes it on
//! by reacting with ✅. They speak by one account of the server's, which belongs to the room as everybody
//! else, and is none of its people. Of several servers on one database the leading one watches them; what is
//! changed by way of another it sees at its next look at the database.
class Alerts : public QObject
{
    Q_OBJECT

public:
    Alerts(const Services &services, Leadership &leadership, Accounts &accounts, Messages &messages,
        Changes &changes, Channels &channels);

    //! The account by which they speak; no other's id is made like this.
    [[nodiscard]] static QString botId() { return QStringLiteral("u-alerts"); }
    //! What was stored; before anybody listens.
    [[nodiscard]] Result<Done> load(Database &db);
    [[nodiscard]] quint64 fired() const { return m_fired; }
    //! Rules beyond Limits::alerts.
    [[nodiscard]] quint64 refused() const { return m_refused; }
    //! Edits of their messages that were refused for now.
    [[nodiscard]] qsizetype owed() const { return m_owed.size(); }

private:
    struct Watched
    {
        protocol::Alert alert;
        AlertWatch watch;
        bool isUnsaid = false; //!< it fired, and was refused for now
    };

    void list(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void put(const HttpRequest &request, const QStringList &ids, const Responder &respond);
    void remove(const HttpRequest &request, const QStringList &ids, const Responder &respond);

    void keep(const protocol::Alert &alert);
    //! Its message, if it fires, is over with it.
    void forget(const QString &id);
    void take(const ChannelNews &news);
    void timePassed();
    void changed(Watched &watched, AlertWatch::Change change);
    void fire(Watched &watched);
    void tell(Watched &watched);
    void told(Watched fired, const Result<protocol::MessageSendAck> &ack);
    //! Says the message anew, as things are now.
    void say(const Watched &watched);
    void edit(const protocol::MessageEdit &event);
    void heard(const protocol::MessageReacted &reaction);
    void acknowledge(Watched &watched, const QString &username);
    void store(const protocol::Alert &alert);
    [[nodiscard]] QString textOf(const Watched &watched) const;

    struct Rules;
    //! What the database has, where others may change it.
    void look();
    void looked(const Rules &rules);

    Services m_services;
    Leadership &m_leadership;
    Accounts &m_accounts;
    Messages &m_messages;
    Changes &m_changes;
    Channels &m_channels;
    protocol::User m_bot;
    QHash<QString, Watched> m_alerts;             //!< by id
    QHash<QString, protocol::MessageEdit> m_owed; //!< refused for now, by message
    quint64 m_fired = 0;
    quint64 m_refused = 0;
    QTimer m_timer;
    QTimer m_looking;
    bool m_isLooking = false;
    quint64 m_edits = 0; //!< of rules, by way of this server
};

} // namespace hearth::server
