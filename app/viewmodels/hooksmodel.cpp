#include "app/viewmodels/hooksmodel.h"

#include "app/models/bidi.h"
#include "app/models/timetext.h"
#include "app/sync/accountsession.h"
#include "app/viewmodels/names.h"
#include "app/viewmodels/shellline.h"

namespace hearth::app {

using protocol::ShownHook;

HooksModel::HooksModel(AccountSession &account, QString roomId, QObject *parent)
    : RemoteList(parent), m_account(account), m_roomId(std::move(roomId))
{}

QString HooksModel::line(const QString &json) const
{
    return m_url.isEmpty()
               ? QString()
               : shellLine({QStringLiteral("curl"), QStringLiteral("-H"),
                     QStringLiteral("Content-Type: application/json"), QStringLiteral("-d"), json, m_url});
}

QString HooksModel::messageLine() const
{
    return line(QStringLiteral(R"({"content": "Hello from a script"})"));
}

QString HooksModel::valueLine() const
{
    return line(QStringLiteral(R"({"channel": "kiln", "data": 21.5})"));
}

void HooksModel::refresh()
{
    begin();
    m_account.rest().hooks(m_roomId, then(this, [this](const QList<ShownHook> &hooks) { show(hooks); }));
}

void HooksModel::make(const QString &name)
{
    if (isBusy())
        return;
    begin();
    m_account.rest().makeHook(
        m_roomId, name.trimmed(), then(this, [this](const protocol::HookWithToken &made) {
            m_url = made.url;
            Q_EMIT madeChanged();
            refresh();
        }));
}

void HooksModel::remove(const QString &hookId)
{
    begin();
    m_account.rest().removeHook(m_roomId, hookId, then(this, [this, hookId](Done) {
        QList<ShownHook> left = m_rows;
        left.removeIf([&](const ShownHook &each) { return each.id == hookId; });
        show(left);
    }));
}

void HooksModel::clear()
{
    m_url.clear();
    Q_EMIT madeChanged();
}

void HooksModel::show(const QList<ShownHook> &hooks)
{
    beginResetModel();
    m_rows = hooks;
    endResetModel();
    Q_EMIT countChanged();
}

int HooksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant HooksModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ShownHook &row = m_rows.at(index.row());
    switch (role) {
    case HookIdRole:
        return row.id;
    case Qt::DisplayRole:
    case NameRole:
        return safeName(row.name);
    case DetailsRole:
        return tr("Made by %1, %2")
            .arg(shownName(m_account.store(), row.createdBy, tr("somebody")), dateTimeText(row.createdAt));
    default:
        return {};
    }
}

QHash<int, QByteArray> HooksModel::roleNames() const
{
    return {{HookIdRole, "hookId"}, {NameRole, "name"}, {DetailsRole, "about"}};
}

} // namespace hearth::app
