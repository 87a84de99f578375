#include "app/viewmodels/sessionviewmodel.h"

#include "app/sync/accountsession.h"

#include <algorithm>

namespace hearth::app {

namespace {
const auto lastRoom = QStringLiteral("lastRoom");
} // namespace

SessionViewModel::SessionViewModel(AccountSession &account, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_rooms(new RoomListModel(this))
    , m_publicRooms(new PublicRoomsModel(this))
    , m_switcher(new SwitcherModel(account, this))
    , m_people(new PeopleModel(account, this))
    , m_invite(new InviteViewModel(account, this))
    , m_invites(new InvitesModel(account, this))
    , m_profile(new ProfileViewModel(account, this))
    , m_devices(new DevicesModel(account, this))
    , m_team(new TeamModel(account, this))
    , m_audit(new AuditModel(account, this))
    , m_notifications(new NotificationsViewModel(account, this))
    , m_search(new SearchViewModel(account, this))
    , m_dashboards(new DashboardsViewModel(account, this))
{
    connect(m_dashboards, &DashboardsViewModel::currentChanged, this, &SessionViewModel::showDashboard);
    connect(m_dashboards, &DashboardsViewModel::lost, this, &SessionViewModel::setErrorText);
    connect(&account, &AccountSession::linkChanged, this, &SessionViewModel::linkChanged);
    connect(this, &SessionViewModel::linkChanged, this, &SessionViewModel::ownStatusChanged);
    connect(&account, &AccountSession::roleChanged, this, &SessionViewModel::managesServerChanged);
    connect(m_invite, &InviteViewModel::made, m_invites, &InvitesModel::refresh);
    connect(&account, &AccountSession::roomsChanged, this, &SessionViewModel::showRooms);
    connect(&account, &AccountSession::roomChanged, this, &SessionViewModel::showRoom);
    connect(&account, &AccountSession::roomRemoved, this, [this](const QString &roomId) {
        m_rooms->remove(roomId);
        if (m_conversation && m_conversation->roomId() == roomId)
            openRoom({});
    });
    connect(&account, &AccountSession::presenceChanged, this, [this](const QString &userId) {
        m_rooms->setPresence(userId, m_account.presence(userId));
        if (userId == m_account.account().userId)
            Q_EMIT ownStatusChanged();
    });
    connect(&account, &AccountSession::caughtUp, this, &SessionViewModel::refreshPublicRooms);
    connect(m_switcher, &SwitcherModel::activated, this, [this](const QString &kind, const QString &itemId) {
        if (kind == QLatin1String("room"))
            openRoom(itemId);
        else if (kind == QLatin1String("person"))
            openDirect(itemId);
        else if (kind == QLatin1String("dashboard"))
            m_dashboards->open(itemId);
        else if (itemId == QLatin1String("sign-out"))
            signOut();
    });
    connect(m_notifications, &NotificationsViewModel::opened, this,
        [this](const QString &roomId, const QString &messageId) { goTo(roomId, messageId); });
    connect(m_search, &SearchViewModel::opened, this, &SessionViewModel::goTo);
    m_dashboards->reopen();
    showRooms();
    if (!m_dashboards->current())
        openRoom(account.store().setting(lastRoom));
}

QString SessionViewModel::userId() const
{
    return m_account.account().userId;
}

QString SessionViewModel::username() const
{
    return m_account.account().username;
}

QString SessionViewModel::serverName() const
{
    return m_account.account().server.host();
}

bool SessionViewModel::managesServer() const
{
    return m_account.isModerator();
}

bool SessionViewModel::mayMake() const
{
    return m_account.mayMake();
}

SessionViewModel::Link SessionViewModel::link() const
{
    switch (m_account.connection().state()) {
    case Connection::State::Live:
        return Link::Live;
    case Connection::State::Offline:
        return Link::Offline;
    default:
        return Link::Working;
    }
}

QString SessionViewModel::linkText() const
{
    const int waiting = waitingCount();
    switch (m_account.connection().state()) {
    case Connection::State::Live:
        return {};
    case Connection::State::Offline:
        if (!m_account.connection().willRetry() && !m_account.connection().reason().isEmpty())
            return tr("Offline. %1").arg(m_account.connection().reason());
        // No plural of Qt's: without a translation file its %n(s) would be shown as it is.
        return waiting == 0   ? tr("Offline. What you write is kept and will be sent.")
               : waiting == 1 ? tr("Offline. 1 message waits and will be sent.")
                              : tr("Offline. %1 messages wait and will be sent.").arg(waiting);
    case Connection::State::CatchingUp: {
        const qint64 total = m_account.catchUp().total();
        return total > 0 ? tr("Catching up, %1 of %2.")
                               .arg(std::min(m_account.catchUp().fetched(), total))
                               .arg(total)
                         : tr("Catching up…");
    }
    case Connection::State::Connecting:
    case Connection::State::Authenticating:
        return tr("Connecting…");
    }
    return {};
}

int SessionViewModel::waitingCount() const
{
    return m_account.waitingCount();
}

SessionViewModel::Status SessionViewModel::ownStatus() const
{
    return link() == Link::Offline ? Status::Offline : Status(int(m_account.ownPresence()));
}

void SessionViewModel::setOwnStatus(Status status)
{
    if (status != Status::Offline)
        m_account.setStatus(protocol::Presence(int(status)));
}

// ---- rooms ----

RoomListModel::Row SessionViewModel::rowOf(const RoomRecord &room) const
{
    RoomListModel::Row row;
    row.room = room;
    row.presence = room.isDirect() ? m_account.presence(room.directUserId) : int(Status::Offline);
    row.hasDraft = !m_account.store().draft(room.id).isEmpty();
    return row;
}

void SessionViewModel::showRooms()
{
    QList<RoomListModel::Row> rows;
    for (const RoomRecord &room : m_account.store().rooms())
        rows += rowOf(room);
    m_rooms->setRows(rows);
    if (m_conversation && !m_account.store().room(m_conversation->roomId()))
        openRoom({});
    // Where something goes on; what needs the person is on top of the list already.
    if (!m_conversation && !m_dashboards->current() && !rows.isEmpty()) {
        const auto lastAt = [](const RoomListModel::Row &row) { return row.room.lastAt; };
        openRoom(std::ranges::max_element(m_rooms->rows(), {}, lastAt)->room.id);
    }
}

void SessionViewModel::showRoom(const QString &roomId)
{
    if (const auto room = m_account.store().room(roomId))
        m_rooms->setRow(rowOf(*room));
}

//! It takes the place of the conversation, which is there again once it is closed.
void SessionViewModel::showDashboard()
{
    openRoom(m_dashboards->current() ? QString() : m_account.store().setting(lastRoom));
}

void SessionViewModel::openRoom(const QString &roomId)
{
    if (m_dashboards->current() && m_account.store().room(roomId)) {
        m_account.store().setSetting(lastRoom, roomId);
        return m_dashboards->close();
    }
    if (m_conversation && m_conversation->roomId() == roomId)
        return;
    const bool exists = m_account.store().room(roomId).has_value();
    if (!exists && !m_conversation)
        return;
    closeThread();
    // The old one goes once QML has let go of it, and never after what it shows.
    if (m_conversation) {
        m_conversation->setFeed(nullptr);
        m_conversation->setParent(this);
        m_conversation.release()->deleteLater();
    }
    if (exists) {
        m_conversation = std::make_unique<ConversationViewModel>(m_account, roomId);
        m_conversation->setFeed(&m_dashboards->feed());
        connect(m_conversation.get(), &ConversationViewModel::draftChanged, this,
            [this, roomId, conversation = m_conversation.get()] {
                m_rooms->setHasDraft(roomId, !conversation->draft().isEmpty());
            });
        connect(m_conversation.get(), &ConversationViewModel::failed, this, &SessionViewModel::setErrorText);
        connect(m_conversation->pins(), &PinsViewModel::chosen, m_conversation.get(),
            &ConversationViewModel::jumpTo);
        m_account.store().setSetting(lastRoom, roomId);
    }
    m_rooms->setCurrent(exists ? roomId : QString());
    setErrorText({});
    Q_EMIT conversationChanged();
}

void SessionViewModel::openThread(const QString &messageId)
{
    const auto message = m_account.store().message(messageId);
    if (!message || !m_conversation || message->roomId != m_conversation->roomId())
        return;
    closeThread();
    m_thread = std::make_unique<ConversationViewModel>(
        m_account, message->roomId, message->replyTo.value_or(messageId));
    m_thread->setFeed(&m_dashboards->feed());
    connect(m_thread.get(), &ConversationViewModel::failed, this, &SessionViewModel::setErrorText);
    Q_EMIT threadChanged();
}

void SessionViewModel::closeThread()
{
    if (!m_thread)
        return;
    m_thread->setFeed(nullptr);
    m_thread->setParent(this);
    m_thread.release()->deleteLater();
    Q_EMIT threadChanged();
}

void SessionViewModel::goTo(const QString &roomId, const QString &messageId, qint64 seq)
{
    if (!m_account.store().room(roomId))
        return setErrorText(tr("That was said in an open room that you are not in. Join it to read there."));
    openRoom(roomId);
    if (m_conversation && !messageId.isEmpty())
        m_conversation->jumpTo(messageId, seq);
}

void SessionViewModel::openMade(const Result<protocol::Room> &room)
{
    if (!room)
        return setErrorText(room.error().message);
    m_account.enterRoom(*room);
    m_publicRooms->remove(room->id);
    openRoom(room->id);
}

void SessionViewModel::openDirect(const QString &userId)
{
    setErrorText({});
    for (const RoomListModel::Row &row : m_rooms->rows()) {
        if (row.room.directUserId == userId)
            return openRoom(row.room.id);
    }
    m_account.rest().createDirect(userId, [self = QPointer(this)](const Result<protocol::Room> &room) {
        self ? self->openMade(room) : void();
    });
}

void SessionViewModel::createRoom(const QString &name, const QString &topic, bool isPrivate)
{
    setErrorText({});
    // A small group is called by its people until somebody finds a name.
    const QString wanted = name.trimmed().isEmpty() ? m_people->chosenText().left(60) : name.trimmed();
    if (wanted.isEmpty())
        return setErrorText(tr("A room needs a name."));
    m_account.rest().createRoom(wanted, topic.trimmed(), isPrivate || name.trimmed().isEmpty(),
        [self = QPointer(this), members = m_people->chosen()](Result<protocol::Room> room) {
            if (!self)
                return;
            self->openMade(room);
            if (room)
                self->addPeople(room->id, members);
        });
}

void SessionViewModel::joinRoom(const QString &roomId)
{
    setErrorText({});
    m_account.rest().addMember(roomId, userId(), [self = QPointer(this), roomId](const Result<Done> &done) {
        if (!self)
            return;
        if (!done)
            return self->setErrorText(done.error().message);
        self->m_account.rest().rooms([self, roomId](Result<QList<protocol::Room>> rooms) {
            for (const protocol::Room &room : rooms ? *rooms : QList<protocol::Room>()) {
                if (self && room.id == roomId)
                    self->openMade(room);
            }
        });
    });
}

void SessionViewModel::inviteChosen()
{
    setErrorText({});
    if (m_conversation)
        addPeople(m_conversation->roomId(), m_people->chosen());
}

void SessionViewModel::addPeople(const QString &roomId, const QStringList &userIds)
{
    for (const QString &each : userIds) {
        m_account.rest().addMember(roomId, each, [self = QPointer(this)](const Result<Done> &done) {
            if (self && !done)
                self->setErrorText(done.error().message);
        });
    }
}

void SessionViewModel::refreshPublicRooms()
{
    m_account.rest().publicRooms([self = QPointer(this)](Result<QList<RestClient::PublicRoom>> rooms) {
        if (!self || !rooms)
            return;
        QList<PublicRoomsModel::Row> rows;
        for (const RestClient::PublicRoom &each : *rooms) {
            if (!self->m_account.store().room(each.id))
                rows += {each.id, each.name, each.topic};
        }
        self->m_publicRooms->setRows(rows);
    });
}

void SessionViewModel::nextUnread(int direction)
{
    const QString next = m_rooms->nextUnread(m_rooms->current(), direction < 0 ? -1 : 1);
    if (!next.isEmpty())
        openRoom(next);
}

// ---- the rest ----

void SessionViewModel::retryNow()
{
    m_account.connection().retryNow();
}

void SessionViewModel::clearError()
{
    setErrorText({});
}

void SessionViewModel::signOut()
{
    Q_EMIT signOutRequested();
}

void SessionViewModel::setErrorText(const QString &text)
{
    if (m_errorText == text)
        return;
    m_errorText = text;
    Q_EMIT errorTextChanged();
}

} // namespace hearth::app
