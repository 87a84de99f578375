#include "app/viewmodels/roomviewmodel.h"

#include "app/models/bidi.h"
#include "app/sync/accountsession.h"

#include <QPointer>

namespace hearth::app {

using protocol::Role;

namespace {

bool leads(int role)
{
    return role == int(Role::Owner) || role == int(Role::Admin);
}

} // namespace

RoomViewModel::RoomViewModel(AccountSession &account, QString roomId, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_roomId(std::move(roomId))
    , m_hooks(new HooksModel(account, m_roomId, this))
{
    connect(&account, &AccountSession::roomChanged, this, [this](const QString &changedId) {
        if (changedId == m_roomId)
            Q_EMIT changed();
    });
    connect(&account, &AccountSession::roomsChanged, this, &RoomViewModel::changed);
    connect(&account, &AccountSession::roleChanged, this, &RoomViewModel::changed);
}

std::optional<RoomRecord> RoomViewModel::room() const
{
    return m_account.store().room(m_roomId);
}

QString RoomViewModel::name() const
{
    const auto now = room();
    return now ? safeName(now->name) : QString();
}

QString RoomViewModel::topic() const
{
    const auto now = room();
    return now ? now->topic : QString();
}

bool RoomViewModel::isPrivate() const
{
    const auto now = room();
    return now && now->isPrivate;
}

bool RoomViewModel::isDirect() const
{
    const auto now = room();
    return now && now->isDirect();
}

bool RoomViewModel::isArchived() const
{
    const auto now = room();
    return now && now->archivedAt > 0;
}

bool RoomViewModel::mayManage() const
{
    const auto now = room();
    return now && !now->isDirect() && (leads(now->role) || m_account.isModerator());
}

bool RoomViewModel::mayInvite() const
{
    const auto now = room();
    return now && !now->isDirect() && now->role != int(Role::Guest);
}

QString RoomViewModel::roleText() const
{
    const auto now = room();
    if (!now || now->isDirect())
        return {};
    switch (now->role) {
    case int(Role::Owner):
        return tr("You own this room.");
    case int(Role::Admin):
        return tr("You are an admin of this room.");
    case int(Role::Guest):
        return tr("You are a guest in this room.");
    default:
        return m_account.isModerator() ? tr("You manage this room as an admin of the server.")
                                       : tr("You are a member. Its owner and admins can change it.");
    }
}

void RoomViewModel::begin()
{
    m_busy = true;
    m_errorText.clear();
    Q_EMIT changed();
}

template <class T>
auto RoomViewModel::settled()
{
    return [self = QPointer(this)](const Result<T> &answer) {
        if (!self)
            return;
        self->m_busy = false;
        self->m_errorText = answer ? QString() : answer.error().message;
        Q_EMIT self->changed();
        if (answer)
            Q_EMIT self->done();
    };
}

void RoomViewModel::change(const QJsonObject &change)
{
    begin();
    m_account.rest().changeRoom(m_roomId, change, settled<protocol::Room>());
}

void RoomViewModel::save(const QString &name, const QString &topic, bool isPrivate)
{
    const auto now = room();
    const QString wanted = name.trimmed();
    if (!now || m_busy)
        return;
    if (wanted.isEmpty()) {
        m_errorText = tr("A room needs a name.");
        return Q_EMIT changed();
    }
    QJsonObject changes;
    if (wanted != now->name)
        changes.insert(QStringLiteral("name"), wanted);
    if (topic.trimmed() != now->topic)
        changes.insert(QStringLiteral("topic"), topic.trimmed());
    if (isPrivate != now->isPrivate)
        changes.insert(QStringLiteral("private"), isPrivate);
    if (changes.isEmpty())
        return Q_EMIT done();
    change(changes);
}

void RoomViewModel::setArchived(bool archived)
{
    if (!m_busy)
        change({{QStringLiteral("archived"), archived}});
}

void RoomViewModel::leave()
{
    removeMember(m_account.account().userId);
}

void RoomViewModel::setMemberRole(const QString &userId, const QString &role)
{
    const auto names = protocol::enumNames(Role());
    for (const Role each : {Role::Admin, Role::Member, Role::Guest}) {
        if (role != QLatin1String(names[size_t(each)]))
            continue;
        begin();
        m_account.rest().setMemberRole(m_roomId, userId, each, settled<Done>());
    }
}

void RoomViewModel::removeMember(const QString &userId)
{
    begin();
    m_account.rest().removeMember(m_roomId, userId, settled<Done>());
}

void RoomViewModel::clearError()
{
    m_errorText.clear();
    Q_EMIT changed();
}

} // namespace hearth::app
