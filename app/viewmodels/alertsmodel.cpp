#include "app/viewmodels/alertsmodel.h"

#include "app/models/bidi.h"
#include "app/models/timetext.h"
#include "app/sync/accountsession.h"
#include "app/viewmodels/names.h"
#include "app/viewmodels/numbertext.h"

#include <algorithm>

namespace hearth::app {

using protocol::Alert;
using protocol::AlertCondition;
using protocol::AlertPhase;
using protocol::PutAlert;

namespace {

QString ruleText(const Store &store, const Alert &alert)
{
    const QString what = alert.watched == QLatin1String("value")
                             ? safeName(alert.channel)
                             : safeName(QStringLiteral("%1 %2").arg(alert.channel, alert.watched));
    const QString when = alert.condition == AlertCondition::Absent
                             ? AlertsModel::tr("%1 says nothing").arg(what)
                         : alert.condition == AlertCondition::Above
                             ? AlertsModel::tr("%1 above %2").arg(what, numberText(alert.value))
                             : AlertsModel::tr("%1 below %2").arg(what, numberText(alert.value));
    const QString lasting =
        alert.forMs > 0 ? AlertsModel::tr("%1 for %2 min").arg(when, minutesText(alert.forMs)) : when;
    return AlertsModel::tr("%1, tells %2").arg(lasting, shownRoom(store, alert.roomId));
}

} // namespace

AlertsModel::AlertsModel(AccountSession &account, QObject *parent) : RemoteList(parent), m_account(account)
{}

void AlertsModel::begin(
    const QList<protocol::Threshold> &thresholds, const QStringList &channels, const QString &field)
{
    m_channels = channels;
    m_field = field;
    m_threshold = thresholds.isEmpty() ? std::nullopt : std::optional(thresholds.first().value);
    cancel();
    show({});
    refresh();
}

void AlertsModel::refresh()
{
    RemoteList::begin();
    m_account.rest().alerts(then(this, [this](const QList<Alert> &all) { show(all); }));
}

void AlertsModel::show(QList<Alert> alerts)
{
    alerts.removeIf([&](const Alert &each) { return !m_channels.contains(each.channel); });
    beginResetModel();
    m_rows = alerts;
    endResetModel();
    Q_EMIT countChanged();
}

void AlertsModel::add()
{
    PutAlert rule;
    rule.channel = m_channels.value(0);
    if (!m_field.isEmpty())
        rule.watched = m_field;
    rule.value = m_threshold;
    open(rule);
}

void AlertsModel::edit(const QString &alertId)
{
    const auto found = std::ranges::find(m_rows, alertId, &Alert::id);
    if (found != m_rows.end())
        open({found->id, found->name, found->roomId, found->channel, found->watched, found->condition,
            found->value, found->clearAt, found->forMs});
}

void AlertsModel::open(const PutAlert &rule)
{
    cancel();
    m_form = new AlertForm(m_account, rule, this);
    Q_EMIT formChanged();
}

void AlertsModel::cancel()
{
    if (!m_form)
        return;
    AlertForm *const gone = std::exchange(m_form, nullptr);
    Q_EMIT formChanged(); // QML lets go of it first
    gone->deleteLater();
}

void AlertsModel::save()
{
    if (!m_form || isBusy())
        return;
    const auto rule = m_form->rule();
    m_form->setErrorText(rule ? QString() : rule.error().message);
    if (!rule)
        return;
    RemoteList::begin();
    m_account.rest().putAlert(
        *rule, [self = QPointer(this), form = QPointer(m_form)](const Result<Alert> &stored) {
            if (!self)
                return;
            // A refusal belongs to the form, not to the list.
            (void)self->settle(Result<Done>(Done{}));
            if (!stored) {
                if (form)
                    form->setErrorText(stored.error().message);
                return;
            }
            if (form && form == self->m_form)
                self->cancel();
            self->refresh();
        });
}

void AlertsModel::remove(const QString &alertId)
{
    RemoteList::begin();
    m_account.rest().removeAlert(alertId, then(this, [this, alertId](Done) {
        QList<Alert> left = m_rows;
        left.removeIf([&](const Alert &each) { return each.id == alertId; });
        show(left);
    }));
}

int AlertsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant AlertsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Alert &row = m_rows.at(index.row());
    switch (role) {
    case AlertIdRole:
        return row.id;
    case Qt::DisplayRole:
    case NameRole:
        return safeName(row.name);
    case RuleRole:
        return ruleText(m_account.store(), row);
    case PhaseRole:
        return int(row.phase);
    case PhaseTextRole:
        return row.phase == AlertPhase::Quiet
                   ? tr("all is well")
                   : tr("%1 since %2")
                         .arg(row.phase == AlertPhase::Firing ? tr("fires") : tr("over the limit"),
                             timeText(row.since));
    default:
        return {};
    }
}

QHash<int, QByteArray> AlertsModel::roleNames() const
{
    return {{AlertIdRole, "alertId"}, {NameRole, "name"}, {RuleRole, "rule"}, {PhaseRole, "phase"},
        {PhaseTextRole, "phaseText"}};
}

} // namespace hearth::app
