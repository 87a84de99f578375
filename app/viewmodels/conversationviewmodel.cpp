#include "app/viewmodels/conversationviewmodel.h"

#include "app/models/bidi.h"
#include "app/models/newstext.h"
#include "app/sync/accountsession.h"

#include <QGuiApplication>

#include <algorithm>

namespace hearth::app {

namespace {
constexpr int readThrottleMs = 400;
//! Unread messages that are loaded at once to begin with the first of them.
constexpr int maxOpened = 500;
} // namespace

ConversationViewModel::ConversationViewModel(
    AccountSession &account, const QString &roomId, const QString &root, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_roomId(roomId)
    , m_root(root)
    , m_messages(new MessageListModel({account.account().userId, account.account().username}, this))
    , m_members(new MemberListModel(account.account().userId, this))
    , m_completion(new CompletionModel(this))
    , m_pins(new PinsViewModel(account, roomId, this))
    , m_details(new MessageDetails(account, roomId, this))
    , m_room(new RoomViewModel(account, roomId, this))
    , m_draft(account.store().draft(draftKey()))
{
    const auto room = account.store().room(roomId);
    m_readSeq = room ? room->readSeq : 0;
    if (room && room->unread > 0 && !isThread())
        m_messages->setNewAfter(m_readSeq);
    m_atBottom = m_messages->newAfter() == 0;
    wire();
    wireFiles();
    wireThread();
    showMembers();
    load();
    showRead();
}

ConversationViewModel::~ConversationViewModel()
{
    if (m_draftTimer.isActive())
        saveDraft();
    for (const OutgoingFile &each : std::as_const(m_attachments))
        m_account.outgoing().remove(each);
}

void ConversationViewModel::wire()
{
    m_draftTimer.setSingleShot(true);
    m_draftTimer.callOnTimeout(this, &ConversationViewModel::saveDraft);
    m_readTimer.setSingleShot(true);
    m_readTimer.callOnTimeout(this, &ConversationViewModel::markRead);
    m_minuteTimer.callOnTimeout(this, [this] {
        m_messages->setToday(QDate::currentDate());
        m_members->setNow(m_account.clock().wallMs());
    });
    m_minuteTimer.start(60'000);

    // For this room only; the others' facts are not ours.
    const auto here = [this](auto slot) {
        return [this, slot](const QString &roomId) {
            if (roomId == m_roomId)
                slot();
        };
    };
    connect(&m_account, &AccountSession::roomReset, this, here([this] { load(); }));
    connect(&m_account, &AccountSession::roomChanged, this, here([this] { showRead(); }));
    connect(&m_account, &AccountSession::roomsChanged, this, &ConversationViewModel::showRead);
    connect(&m_account, &AccountSession::membersChanged, this, here([this] { showMembers(); }));
    connect(&m_account.typing(), &Typing::changed, this, here([this] { Q_EMIT typingTextChanged(); }));
    connect(&m_account, &AccountSession::presenceChanged, this, [this](const QString &userId) {
        m_members->setPresence(userId, m_account.presence(userId), m_account.lastSeen(userId));
    });
    connect(&m_account, &AccountSession::messagesArrived, this,
        [this](const QString &roomId, const QList<protocol::Message> &messages) {
            if (roomId == m_roomId)
                take(messages);
        });
    connect(&m_account, &AccountSession::messageWaiting, this, [this](const OutboxItem &item) {
        // Away from the end, what is written now is not shown: the view goes there.
        const bool isMessage = item.kind == OutboxItem::Kind::Message;
        const bool isOurs = item.roomId == m_roomId && (!isThread() || !isMessage || item.target == m_root);
        if (isOurs && !(m_isAway && isMessage))
            m_messages->addWaiting(item);
    });
    connect(&m_account, &AccountSession::messageRefused, this,
        [this](const QString &clientId, const QString &reason) {
            m_messages->setWaiting(clientId, MessageListModel::State::Refused, reason);
        });
    connect(&m_account, &AccountSession::messageDiscarded, m_messages, &MessageListModel::removeWaiting);
    connect(&m_account, &AccountSession::caughtUp, this, [this] { announce(std::exchange(m_unheard, 0)); });
    connect(&m_account, &AccountSession::messagesChanged, this,
        [this](const QString &roomId, const QList<protocol::Message> &messages) {
            if (roomId != m_roomId)
                return;
            m_messages->updateStored(messages);
            noteAnswers(messages);
        });
    connect(&m_account, &AccountSession::roleChanged, this, &ConversationViewModel::roomChanged);
    connect(&m_account.notifications(), &Notifications::settingsChanged, this,
        &ConversationViewModel::levelChanged);
    m_messages->setFind([this](const QString &messageId) { return m_account.store().message(messageId); });
    connect(m_messages, &MessageListModel::countChanged, this, &ConversationViewModel::emptyTextChanged);
    if (auto *gui = qobject_cast<QGuiApplication *>(QCoreApplication::instance())) // none in the tests
        connect(gui, &QGuiApplication::applicationStateChanged, this, &ConversationViewModel::scheduleRead);
}

void ConversationViewModel::load()
{
    if (isThread())
        return loadThread();
    m_messages->clear();
    m_reachedTop = false;
    m_isAway = false;
    m_messages->addStored(m_account.store().newest(m_roomId, AccountSession::pageSize));
    while (m_messages->newAfter() > 0 && m_messages->oldestSeq() > m_messages->newAfter() &&
           m_messages->count() < maxOpened) {
        const auto page = m_account.store().page(m_roomId, m_messages->oldestSeq(), AccountSession::pageSize);
        if (page.isEmpty())
            break;
        m_messages->addStored(page);
    }
    for (const OutboxItem &item : m_account.outbox().items(m_roomId))
        m_messages->addWaiting(item);
    const auto room = m_account.store().room(m_roomId);
    setNewBelow(m_atBottom || !room ? 0 : int(room->unread));
    scheduleRead();
    // The page of a room that is new here comes after its list, which would follow it to the end.
    if (!m_atBottom)
        Q_EMIT opensAtNewLine();
    Q_EMIT olderChanged();
}

void ConversationViewModel::take(const QList<protocol::Message> &messages)
{
    noteAnswers(messages);
    if (isThread())
        return takeAnswers(messages);
    if (m_isAway)
        return takeAway(messages);
    const qint64 newest = m_messages->newestSeq();
    const qint64 oldest = m_messages->oldestSeq();
    QList<protocol::Message> shown;
    int fromOthers = 0;
    for (const protocol::Message &each : messages) {
        // What lies below the loaded page comes when it is scrolled to.
        if (each.seq > oldest)
            shown += each;
        if (each.seq > newest && each.userId != m_account.account().userId)
            ++fromOthers;
    }
    noteUnseen(fromOthers);
    m_messages->addStored(shown);
    const bool opens = fromOthers > 0 && m_account.connection().state() == Connection::State::CatchingUp;
    if (opens)
        Q_EMIT opensAtNewLine();
    if (!m_atBottom || opens)
        setNewBelow(m_newBelow + fromOthers);
    announce(fromOthers);
    scheduleRead();
}

//! What comes at the end, while something earlier is shown.
void ConversationViewModel::takeAway(const QList<protocol::Message> &messages)
{
    const auto isOthers = [this](const protocol::Message &each) {
        return each.userId != m_account.account().userId;
    };
    setNewBelow(m_newBelow + int(std::ranges::count_if(messages, isOthers)));
}

void ConversationViewModel::announce(int fromOthers)
{
    if (m_account.connection().state() != Connection::State::Live)
        m_unheard += fromOthers;
    else if (fromOthers > 0)
        Q_EMIT announced(newsText(*m_messages, fromOthers));
}

//! What came while nobody looked begins with a "new" line, too; one that is there already stays.
void ConversationViewModel::noteUnseen(int fromOthers)
{
    const bool looks = QGuiApplication::applicationState() == Qt::ApplicationActive &&
                       m_account.connection().state() == Connection::State::Live;
    const qint64 newest = m_messages->newestSeq();
    if (fromOthers > 0 && !looks && newest > 0 && newest <= m_readSeq && m_messages->newAfter() < m_readSeq)
        m_messages->setNewAfter(m_readSeq);
}

void ConversationViewModel::showRead()
{
    if (const auto room = m_account.store().room(m_roomId))
        m_messages->setReadUpTo(room->othersRead);
    Q_EMIT roomChanged();
}

void ConversationViewModel::showMembers()
{
    QList<MemberRecord> rows = m_account.store().members(m_roomId);
    QHash<QString, QString> names;
    for (MemberRecord &row : rows) {
        row.presence = m_account.presence(row.userId);
        names.insert(row.userId, row.displayName);
    }
    m_members->setNow(m_account.clock().wallMs());
    m_members->setRows(rows);
    m_messages->setNames(names);
    m_completion->setPeople(rows);
}

// ---- what the place is ----

QString ConversationViewModel::title() const
{
    const auto room = m_account.store().room(m_roomId);
    return room ? safeName(room->name) : QString();
}

QString ConversationViewModel::topic() const
{
    const auto room = m_account.store().room(m_roomId);
    return room ? safeName(room->topic) : QString();
}

ConversationViewModel::Level ConversationViewModel::level() const
{
    return Level(m_account.notifications().level(m_roomId));
}

void ConversationViewModel::setLevel(Level level)
{
    if (level != this->level())
        m_account.notifications().setLevel(m_roomId, protocol::NotificationLevel(level));
}

bool ConversationViewModel::isDirect() const
{
    const auto room = m_account.store().room(m_roomId);
    return room && room->isDirect();
}

bool ConversationViewModel::isPrivate() const
{
    const auto room = m_account.store().room(m_roomId);
    return room && room->isPrivate;
}

QString ConversationViewModel::typingText() const
{
    if (isThread())
        return {}; // nobody knows where in the room they write
    QStringList names;
    for (const protocol::TypingUser &each : m_account.typing().in(m_roomId)) {
        if (each.userId != m_account.account().userId)
            names += m_messages->nameOf(each.userId, each.username);
    }
    switch (names.size()) {
    case 0:
        return {};
    case 1:
        return tr("%1 is typing…").arg(names.at(0));
    case 2:
        return tr("%1 and %2 are typing…").arg(names.at(0), names.at(1));
    case 3:
        return tr("%1, %2 and %3 are typing…").arg(names.at(0), names.at(1), names.at(2));
    default:
        return tr("Several people are typing…");
    }
}

QString ConversationViewModel::emptyText() const
{
    if (m_messages->count() > 0)
        return {};
    return isDirect() ? tr("This is the beginning of your conversation with %1. Say hello.").arg(title())
                      : tr("Nothing has been said in %1 yet. Write the first message.").arg(title());
}

// ---- reading ----

void ConversationViewModel::setAtBottom(bool atBottom)
{
    if (atBottom)
        setNewBelow(0);
    if (m_atBottom == atBottom)
        return;
    m_atBottom = atBottom;
    scheduleRead();
    Q_EMIT atBottomChanged();
}

void ConversationViewModel::setNewBelow(int count)
{
    if (m_newBelow == count)
        return;
    m_newBelow = count;
    Q_EMIT newBelowChanged();
}

void ConversationViewModel::scheduleRead()
{
    if (!m_readTimer.isActive())
        m_readTimer.start(readThrottleMs);
}

//! Only what a person can have seen: the window is in front, and the newest message in sight.
void ConversationViewModel::markRead()
{
    const qint64 newest = m_messages->newestSeq();
    if (!m_atBottom || m_isAway || isThread() || newest <= m_readSeq ||
        QGuiApplication::applicationState() != Qt::ApplicationActive)
        return;
    m_readSeq = newest;
    m_account.markRead(m_roomId, m_messages->newestMessageId(), newest);
}

} // namespace hearth::app
