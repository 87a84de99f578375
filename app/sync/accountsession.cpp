#include "app/sync/accountsession.h"

namespace hearth::app {

namespace {

//! Deletions often come several at once.
constexpr int recountMs = 200;
const auto lastConnected = QStringLiteral("lastConnected");
const auto chosenStatus = QStringLiteral("status");
const auto lastRole = QStringLiteral("role");

} // namespace

Result<std::unique_ptr<AccountSession>> AccountSession::open(
    Platform &platform, const SignedIn &account, Connection::Options options)
{
    auto database = Database::open(platform.paths.databaseFile(account.server.toString(), account.userId));
    if (!database)
        return database.error();
    return std::unique_ptr<AccountSession>(
        new AccountSession(platform, account, *std::move(database), options));
}

AccountSession::AccountSession(Platform &platform, const SignedIn &account,
    std::unique_ptr<Database> database, Connection::Options options)
    : m_platform(platform)
    , m_account(account)
    , m_database(std::move(database))
    , m_store(*m_database, {account.userId, account.username})
    , m_outbox(*m_database)
    , m_rest(platform.network, account.server, account.fingerprint)
    , m_connection(options, platform.random)
    , m_incoming(m_store, m_outbox, account.userId)
    , m_changes(m_store, m_outbox, account.userId)
    , m_outgoing(platform.paths.outgoingFolder(account.server.toString(), account.userId))
    , m_uploader(m_rest, m_outbox)
    , m_shelf(m_rest, platform.paths.picturesFolder(account.server.toString(), account.userId))
    , m_catchUp(m_connection, m_rest, m_store, m_incoming, m_changes)
    , m_notifications(m_connection, m_rest, *m_database)
    , m_dashboards(m_connection, m_rest, *m_database)
    , m_sender(m_connection, m_outbox, m_incoming, m_uploader, account, platform.random)
    , m_typing(m_connection, platform.clock)
    , m_waitingCount(m_outbox.waitingCount())
{
    m_rest.setToken(account.token);
    restoreStatus();
    restoreRole();
    m_outgoing.keepOnly(m_outbox.filePaths());
    wire();
}

AccountSession::~AccountSession()
{
    m_connection.disconnect(this);
    m_connection.close();
}

void AccountSession::start()
{
    m_connection.open(m_account);
}

void AccountSession::wire()
{
    connect(&m_platform.wake, &WakeWatch::cameBack, &m_connection, &Connection::networkReturned);
    m_isIdle = m_platform.idle.isIdle();
    connect(&m_platform.idle, &IdleWatch::changed, this, &AccountSession::setIdle);
    connect(&m_connection, &Connection::opened, this, [this] {
        if (m_isIdle)
            setIdle(true); // a new socket is taken for somebody's who is there
        m_catchUp.start(m_store.setting(lastConnected).toLongLong());
    });
    connect(&m_connection, &Connection::eventReceived, this, &AccountSession::takeEvent);
    connect(&m_connection, &Connection::signedOut, this, &AccountSession::signedOut);
    connect(&m_connection, &Connection::stateChanged, this, [this] {
        if (m_connection.state() == Connection::State::Offline) {
            m_typing.forgetAll();
            forgetPresence();
        }
        Q_EMIT linkChanged();
    });

    connect(&m_catchUp, &CatchUp::progressed, this, &AccountSession::linkChanged);
    connect(&m_catchUp, &CatchUp::roomsChanged, this, &AccountSession::roomsChanged);
    connect(&m_catchUp, &CatchUp::roomReset, this, &AccountSession::roomReset);
    connect(&m_catchUp, &CatchUp::membersChanged, this, &AccountSession::membersChanged);
    // A room of two is called as the other is.
    connect(&m_catchUp, &CatchUp::membersChanged, this, &AccountSession::roomChanged);
    connect(&m_catchUp, &CatchUp::memberSeen, this, [this](const protocol::Member &member) {
        takePresence(member.userId, member.status, member.lastSeen.value_or(0));
    });
    connect(&m_catchUp, &CatchUp::presenceUpdated, this, [this](const protocol::PresenceChanged &each) {
        takePresence(each.userId, each.status, each.lastSeen);
    });
    connect(&m_catchUp, &CatchUp::failed, &m_connection, &Connection::drop);
    connect(&m_catchUp, &CatchUp::done, this, [this] {
        m_store.setSetting(lastConnected, QString::number(clock().wallMs()));
        m_connection.setLive();
        Q_EMIT roomsChanged();
        Q_EMIT caughtUp();
    });

    connect(&m_incoming, &Incoming::arrived, this,
        [this](const QString &roomId, const QList<protocol::Message> &messages) {
            Q_EMIT messagesArrived(roomId, messages);
            Q_EMIT roomChanged(roomId);
        });
    connect(&m_incoming, &Incoming::outboxChanged, this, &AccountSession::countWaiting);
    connect(&m_sender, &Sender::outboxChanged, this, &AccountSession::countWaiting);
    connect(&m_sender, &Sender::filesSent, this, [this](const QList<OutgoingFile> &files) {
        for (const OutgoingFile &each : files)
            m_outgoing.remove(each);
    });
    connect(&m_uploader, &Uploader::progressed, this, &AccountSession::messageProgressed);
    connect(&m_sender, &Sender::refused, this, &AccountSession::messageRefused);
    connect(&m_sender, &Sender::changed, this, [this](const OutboxItem &item) {
        m_changes.acked(item);
        Q_EMIT messageDiscarded(item.clientId);
    });
    connect(&m_changes, &Changes::changed, this,
        [this](const QString &roomId, const QList<protocol::Message> &messages) {
            Q_EMIT messagesChanged(roomId, messages);
            Q_EMIT roomChanged(roomId);
        });
    connect(this, &AccountSession::caughtUp, this, &AccountSession::askRole);
    connect(this, &AccountSession::caughtUp, &m_notifications, &Notifications::refresh);
    connect(this, &AccountSession::caughtUp, &m_dashboards, &Dashboards::refresh);
    m_recount.setSingleShot(true);
    m_recount.callOnTimeout(this, &AccountSession::recount);
    connect(&m_changes, &Changes::countsOutdated, this, [this] { m_recount.start(recountMs); });
}

template <protocol::WireEvent E, class Handler>
bool AccountSession::on(const QString &name, const QJsonArray &arguments, Handler handler)
{
    if (name != QLatin1String(E::info.name))
        return false;
    if (auto event = protocol::decodeArguments<E>(arguments, protocol::UnknownKeys::Skip))
        handler(*event);
    else
        qWarning().noquote() << "from the server:" << event.error().message;
    return true;
}

void AccountSession::takeEvent(const QString &name, const QJsonArray &arguments)
{
    using namespace protocol;
    const auto take = [this](const auto &event) {
        // It may be of a message that is not stored yet.
        m_incoming.flush();
        m_changes.take(event);
    };
    on<MessageNew>(name, arguments, [this](const MessageNew &event) { takeMessage(event); }) ||
        on<MessageUpdated>(name, arguments, take) || on<MessageDeleted>(name, arguments, take) ||
        on<MessageReacted>(name, arguments, take) || on<MessagePinned>(name, arguments, take) ||
        on<MessageChanged>(name, arguments, take) ||
        on<TypingUser>(name, arguments, [this](const TypingUser &event) { m_typing.take(event); }) ||
        on<PresenceChanged>(name, arguments,
            [this](const PresenceChanged &event) {
                takePresence(event.userId, event.status, event.lastSeen);
            }) ||
        on<ChatReadBy>(name, arguments, [this](const ChatReadBy &event) { takeRead(event); }) ||
        on<UserJoined>(name, arguments,
            [this](const UserJoined &event) {
                m_store.addMember(event.roomId, event.userId, event.username);
                Q_EMIT membersChanged(event.roomId);
            }) ||
        on<MemberChanged>(name, arguments, [this](const MemberChanged &event) { takeMember(event); }) ||
        on<MemberRemoved>(name, arguments,
            [this](const MemberRemoved &event) {
                m_store.removeMember(event.roomId, event.userId);
                Q_EMIT membersChanged(event.roomId);
            }) ||
        on<RoomUpdated>(name, arguments,
            [this](const RoomUpdated &event) {
                m_store.describeRoom(event);
                Q_EMIT roomChanged(event.roomId);
            }) ||
        on<NotificationNew>(
            name, arguments, [this](const NotificationNew &event) { m_notifications.take(event); }) ||
        on<NotificationCleared>(
            name, arguments, [this](const NotificationCleared &event) { m_notifications.take(event); }) ||
        on<NotificationSettingsChanged>(name, arguments,
            [this](const NotificationSettingsChanged &event) { m_notifications.take(event); }) ||
        on<RoomAdded>(name, arguments, [this](const RoomAdded &event) { enterRoom(event.room); }) ||
        on<RoomRemoved>(name, arguments, [this](const RoomRemoved &event) {
            m_store.forgetRoom(event.roomId);
            Q_EMIT roomRemoved(event.roomId);
        });
}

void AccountSession::takeMessage(const protocol::Message &message)
{
    if (!m_store.room(message.roomId))
        return;
    m_incoming.add(message);
    m_typing.take({message.roomId, message.userId, message.username, false});
}

void AccountSession::takeMember(const protocol::MemberChanged &event)
{
    m_store.addMember(event.roomId, event.member.userId, event.member.username);
    if (event.member.role)
        m_store.setRole(event.roomId, event.member.userId, *event.member.role);
    takePresence(event.member.userId, event.member.status, event.member.lastSeen.value_or(0));
    Q_EMIT membersChanged(event.roomId);
    if (event.member.userId == m_account.userId)
        Q_EMIT roomChanged(event.roomId);
}

void AccountSession::takePresence(const QString &userId, protocol::Presence status, qint64 lastSeen)
{
    if (lastSeen > 0) {
        m_lastSeen.insert(userId, lastSeen);
        m_store.setLastSeen(userId, lastSeen);
    }
    if (m_presence.value(userId, -1) == int(status) && lastSeen == 0)
        return;
    m_presence.insert(userId, int(status));
    Q_EMIT presenceChanged(userId);
}

int AccountSession::presence(const QString &userId) const
{
    const auto offline = int(protocol::Presence::Offline);
    const Connection::State state = m_connection.state();
    if (userId == m_account.userId && state == Connection::State::Offline)
        return offline;
    return m_presence.value(userId, state == Connection::State::Live ? offline : unknownPresence);
}

void AccountSession::forgetPresence()
{
    const QStringList all = std::exchange(m_presence, {}).keys();
    for (const QString &each : all)
        Q_EMIT presenceChanged(each);
}

void AccountSession::takeRead(const protocol::ChatReadBy &event)
{
    if (event.userId == m_account.userId)
        m_store.setReadSeq(event.roomId, event.seq);
    else
        m_store.setOthersRead(event.roomId, event.seq);
    Q_EMIT roomChanged(event.roomId);
}

Result<OutboxItem> AccountSession::enqueue(OutboxItem item)
{
    item.createdAt = clock().wallMs();
    auto waiting = m_outbox.add(std::move(item));
    if (waiting) {
        Q_EMIT messageWaiting(*waiting);
        countWaiting();
        m_sender.pump();
    }
    return waiting;
}

Result<OutboxItem> AccountSession::sendMessage(
    const QString &roomId, const QString &content, const QString &replyTo, const QList<OutgoingFile> &files)
{
    OutboxItem item;
    item.roomId = roomId;
    item.content = content;
    item.target = replyTo;
    item.files = files;
    auto waiting = enqueue(item);
    if (waiting)
        m_typing.stop();
    return waiting;
}

Result<OutboxItem> AccountSession::changeMessage(
    OutboxItem::Kind kind, const QString &roomId, const QString &messageId, const QString &content)
{
    OutboxItem item;
    item.kind = kind;
    item.roomId = roomId;
    item.content = content;
    item.target = messageId;
    return enqueue(item);
}

void AccountSession::askRole()
{
    m_rest.me([self = QPointer(this)](const Result<protocol::User> &user) {
        if (!self || !user)
            return;
        self->m_role = user->role;
        self->m_store.setSetting(lastRole, QString::number(int(user->role)));
        Q_EMIT self->roleChanged();
    });
}

void AccountSession::recount()
{
    m_rest.rooms([self = QPointer(this)](const Result<QList<protocol::Room>> &rooms) {
        if (!self || !rooms)
            return; // without a connection: the next catching up counts
        self->m_store.setRooms(*rooms);
        Q_EMIT self->roomsChanged();
    });
}

void AccountSession::retry(const QString &clientId)
{
    m_outbox.retry(clientId);
    if (const auto item = m_outbox.find(clientId))
        Q_EMIT messageWaiting(*item);
    countWaiting();
    m_sender.pump();
}

void AccountSession::discard(const QString &clientId)
{
    const auto item = m_outbox.find(clientId);
    m_outbox.remove(clientId);
    m_uploader.cancel(clientId);
    for (const OutgoingFile &each : item ? item->files : QList<OutgoingFile>())
        m_outgoing.remove(each);
    Q_EMIT messageDiscarded(clientId);
    countWaiting();
    m_sender.pump();
}

void AccountSession::markRead(const QString &roomId, const QString &messageId, qint64 seq)
{
    // Told, not asked: the next opening of the room says it again, and the cursor never goes back.
    if (m_connection.isOpen())
        m_connection.tell(protocol::ChatRead{roomId, messageId});
    m_store.setReadSeq(roomId, seq);
    Q_EMIT roomChanged(roomId);
}

void AccountSession::setStatus(protocol::Presence status)
{
    m_status = status;
    m_store.setSetting(chosenStatus, QString::number(int(status)));
    m_connection.setStatus(status);
    Q_EMIT presenceChanged(m_account.userId);
}

void AccountSession::setIdle(bool isIdle)
{
    m_isIdle = isIdle;
    if (m_connection.isOpen())
        m_connection.tell(protocol::PresenceIdle{isIdle});
}

protocol::Presence AccountSession::ownPresence() const
{
    return protocol::Presence(m_presence.value(m_account.userId, int(m_status)));
}

void AccountSession::restoreStatus()
{
    bool isKnown = false;
    const int stored = m_store.setting(chosenStatus).toInt(&isKnown);
    if (isKnown && stored >= 0 && stored <= int(protocol::Presence::Invisible))
        m_status = protocol::Presence(stored);
    if (m_status == protocol::Presence::Offline)
        m_status = protocol::Presence::Online;
    m_connection.setStatus(m_status);
}

void AccountSession::restoreRole()
{
    bool isKnown = false;
    const int stored = m_store.setting(lastRole).toInt(&isKnown);
    if (isKnown && stored >= 0 && stored <= int(protocol::Role::Guest))
        m_role = protocol::Role(stored);
}

void AccountSession::enterRoom(const protocol::Room &room)
{
    m_store.saveRoom(room);
    Q_EMIT roomsChanged();
    if (m_connection.isOpen())
        m_catchUp.joinRoom(room.id);
}

void AccountSession::signOut()
{
    m_rest.logout();
    m_connection.close();
}

void AccountSession::countWaiting()
{
    const int count = m_outbox.waitingCount();
    if (count == m_waitingCount)
        return;
    m_waitingCount = count;
    Q_EMIT linkChanged();
}

} // namespace hearth::app
