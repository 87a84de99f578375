#include "app/viewmodels/panelsender.h"

#include "app/live/paneldata.h"
#include "app/models/bidi.h"
#include "app/models/match.h"
#include "app/sync/accountsession.h"
#include "shared/base/ids.h"

#include <QPointer>

#include <algorithm>

namespace hearth::app {

PanelSender::PanelSender(AccountSession &account, QObject *parent)
    : QAbstractListModel(parent), m_account(account)
{}

QString PanelSender::title() const
{
    return safeName(m_panel.title);
}

void PanelSender::begin(const protocol::Panel &panel, qint64 rangeMs)
{
    if (!PanelData::canBeSent(panel))
        return;
    m_panel = panel;
    m_panel.rangeMs = panel.rangeMs.value_or(rangeMs);
    m_clientIds.clear();
    setQuery({});
    list();
    settle(false, {});
    Q_EMIT asked();
}

void PanelSender::setQuery(const QString &query)
{
    if (m_query == query)
        return;
    m_query = query;
    list();
    Q_EMIT queryChanged();
}

void PanelSender::list()
{
    auto rooms = m_account.store().rooms();
    rooms.removeIf([this](const RoomRecord &each) {
        return each.archivedAt > 0 || matchRank(each.name, m_query.trimmed()) < 0;
    });
    std::ranges::stable_sort(rooms, std::ranges::greater(), &RoomRecord::lastAt);
    beginResetModel();
    m_rows.clear();
    for (const RoomRecord &each : std::as_const(rooms))
        m_rows += {each.id, safeName(each.name), each.isDirect(), each.isPrivate};
    endResetModel();
}

void PanelSender::send(int row)
{
    if (m_isBusy || row < 0 || row >= m_rows.size())
        return;
    if (!m_account.connection().isOpen())
        return settle(false, tr("Offline. A chart shows what is now: send it once you are connected again."));
    settle(true, {});
    protocol::MessageSend event;
    event.roomId = m_rows.at(row).roomId;
    // The same again where it was not acknowledged: it may be there.
    QString &clientId = m_clientIds[event.roomId];
    if (clientId.isEmpty())
        clientId = newId(IdKind::Client);
    event.clientId = clientId;
    event.panel = m_panel;
    m_account.connection().send(event, [self = QPointer(this), to = m_rows.at(row), id = clientId](
                                           const Result<protocol::MessageSendAck> &ack) {
        if (!self)
            return;
        self->settle(false, ack ? QString() : ack.error().message);
        if (!ack)
            return;
        if (self->m_clientIds.value(to.roomId) == id)
            self->m_clientIds.remove(to.roomId); // another time is another message
        Q_EMIT self->sent(to.name);
    });
}

void PanelSender::settle(bool isBusy, const QString &errorText)
{
    m_isBusy = isBusy;
    m_errorText = errorText;
    Q_EMIT stateChanged();
}

int PanelSender::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PanelSender::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Choice &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case IsDirectRole:
        return row.isDirect;
    case IsPrivateRole:
        return row.isPrivate;
    default:
        return {};
    }
}

QHash<int, QByteArray> PanelSender::roleNames() const
{
    return {{NameRole, "name"}, {IsDirectRole, "isDirect"}, {IsPrivateRole, "isPrivate"}};
}

} // namespace hearth::app
