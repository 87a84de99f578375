#pragma once

#include "app/net/connection.h"
#include "app/net/restclient.h"
#include "app/outbox/outbox.h"
#include "app/outbox/outgoing.h"
#include "app/platform/platform.h"
#include "app/store/store.h"
#include "app/sync/catchup.h"
#include "app/sync/changes.h"
#include "app/sync/dashboards.h"
#include "app/sync/incoming.h"
#include "app/sync/notifications.h"
#include "app/sync/sender.h"
#include "app/sync/shelf.h"
#include "app/sync/typing.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>

namespace hearth::app {

//! One signed-in account with all that works for it: the store and the outbox on disk, the connection,
//! catching up, sending. Everything that view models show comes from here, as facts.
class AccountSession : public QObject
{
    Q_OBJECT

public:
    static constexpr int pageSize = 50;

    //! Opens the account's database; needs no network.
    [[nodiscard]] static Result<std::unique_ptr<AccountSession>> open(
        Platform &platform, const SignedIn &account, Connection::Options options = {});
    ~AccountSession() override;

    void start();

    const SignedIn &account() const { return m_account; }
    const Clock &clock() const { return m_platform.clock; }
    Store &store() { return m_store; }
    Outbox &outbox() { return m_outbox; }
    RestClient &rest() { return m_rest; }
    Connection &connection() { return m_connection; }
    Shelf &shelf() { return m_shelf; }
    const Outgoing &outgoing() const { return m_outgoing; }
    const Uploader &uploader() const { return m_uploader; }
    Typing &typing() { return m_typing; }
    Notifications &notifications() { return m_notifications; }
    Dashboards &dashboards() { return m_dashboards; }
    const CatchUp &catchUp() const { return m_catchUp; }

    //! protocol::Presence as a number, or unknownPresence: while there is no connection, all but one's own.
    int presence(const QString &userId) const;
    //! ms since 1970; 0 where not known.
    qint64 lastSeen(const QString &userId) const { return m_lastSeen.value(userId); }
    int waitingCount() const { return m_waitingCount; }
    //! An owner or admin of the server, as far as it has said so.
    bool isModerator() const { return m_role == protocol::Role::Owner || m_role == protocol::Role::Admin; }
    //! Rooms and dashboards; until it is known, as most may.
    bool mayMake() const { return m_role != protocol::Role::Guest; }
    bool isOwner() const { return m_role == protocol::Role::Owner; }

    //! On disk when it returns; sent when there is a connection.
    [[nodiscard]] Result<OutboxItem> sendMessage(const QString &roomId, const QString &content,
        const QString &replyTo = {}, const QList<OutgoingFile> &files = {});
    //! The same for a change of a message: `content` is an edit's text, a reaction's emoji.
    [[nodiscard]] Result<OutboxItem> changeMessage(
        OutboxItem::Kind kind, const QString &roomId, const QString &messageId, const QString &content = {});
    void retry(const QString &clientId);
    void discard(const QString &clientId);
    //! A page right below `before`, newest first, from the store or the network.
    using Page = std::function<void(QList<protocol::Message>)>;
    void loadOlder(const QString &roomId, qint64 before, Page reply);
    //! A page with this message and what is around it; one with the next after `after`.
    void loadAround(const QString &roomId, qint64 seq, Page reply);
    void loadNewer(const QString &roomId, qint64 after, Page reply);
    void markRead(const QString &roomId, const QString &messageId, qint64 seq);
    //! What the person wants to be seen as; kept for the next start.
    void setStatus(protocol::Presence status);
    //! As the server says, else as it was chosen.
    [[nodiscard]] protocol::Presence ownPresence() const;
    //! The person is a member now: shows the room and fetches what it has.
    void enterRoom(const protocol::Room &room);
    //! Ends the session at the server, too.
    void signOut();

Q_SIGNALS:
    void linkChanged();
    //! The whole list, or several rooms.
    void roomsChanged();
    void roomChanged(const QString &roomId);
    void roomRemoved(const QString &roomId);
    void roomReset(const QString &roomId);
    void messagesArrived(const QString &roomId, const QList<hearth::protocol::Message> &messages);
    void messagesChanged(const QString &roomId, const QList<hearth::protocol::Message> &messages);
    //! A message, or a change of one.
    void messageWaiting(const hearth::app::OutboxItem &item);
    //! Bytes of its files have left.
    void messageProgressed(const QString &clientId);
    void messageRefused(const QString &clientId, const QString &reason);
    //! Given up, or a change that was made.
    void messageDiscarded(const QString &clientId);
    void membersChanged(const QString &roomId);
    void presenceChanged(const QString &userId);
    void caughtUp();
    void roleChanged();
    //! The token is no longer good.
    void signedOut(const QString &reason);

private:
    AccountSession(Platform &platform, const SignedIn &account, std::unique_ptr<Database> database,
        Connection::Options options);
    void wire();
    void takeEvent(const QString &name, const QJsonArray &arguments);
    template <protocol::WireEvent E, class Handler>
    bool on(const QString &name, const QJsonArray &arguments, Handler handler);
    void takeMessage(const protocol::Message &message);
    void restoreStatus();
    void restoreRole();
    void takeMember(const protocol::MemberChanged &event);
    void takePresence(const QString &userId, protocol::Presence status, qint64 lastSeen);
    void forgetPresence();
    void takeRead(const protocol::ChatReadBy &event);
    void fetchPage(const QString &roomId, qint64 before, Page reply);
    void loadDownTo(const QString &roomId, qint64 seq, qint64 before, Page reply);
    void countWaiting();
    Result<OutboxItem> enqueue(OutboxItem item);
    void recount();
    void askRole();
    //! Nobody is at this device, or somebody is again; what one is seen as is the server's to say.
    void setIdle(bool isIdle);

    Platform &m_platform;
    const SignedIn m_account;
    std::unique_ptr<Database> m_database;
    Store m_store;
    Outbox m_outbox;
    RestClient m_rest;
    Connection m_connection;
    Incoming m_incoming;
    Changes m_changes;
    Outgoing m_outgoing;
    Uploader m_uploader;
    Shelf m_shelf;
    CatchUp m_catchUp;
    Notifications m_notifications;
    Dashboards m_dashboards;
    Sender m_sender;
    Typing m_typing;
    QHash<QString, int> m_presence;
    QHash<QString, qint64> m_lastSeen;
    protocol::Presence m_status = protocol::Presence::Online;
    QTimer m_recount;
    int m_waitingCount = 0;
    bool m_isIdle = false;
    std::optional<protocol::Role> m_role; //!< on the server, as it said last
};

} // namespace hearth::app
