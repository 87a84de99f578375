#include "app/viewmodels/alertform.h"

#include "app/models/bidi.h"
#include "app/sync/accountsession.h"
#include "app/viewmodels/numbertext.h"

namespace hearth::app {

using protocol::AlertCondition;
using protocol::PutAlert;

namespace {

Error wrong(const QString &why)
{
    return {ErrorCode::InvalidRequest, why};
}

QString nameOf(AlertCondition condition)
{
    return QLatin1String(protocol::enumNames(condition).at(size_t(condition)));
}

AlertCondition conditionFrom(const QString &name)
{
    for (const AlertCondition each : {AlertCondition::Above, AlertCondition::Below}) {
        if (name == nameOf(each))
            return each;
    }
    return AlertCondition::Absent;
}

} // namespace

AlertForm::AlertForm(AccountSession &account, const PutAlert &rule, QObject *parent)
    : QObject(parent)
    , m_rule(rule)
    , m_name(rule.name)
    , m_roomId(rule.roomId)
    , m_channel(rule.channel)
    , m_field(rule.watched.value_or(QString()))
    , m_condition(nameOf(rule.condition))
    , m_value(numberText(rule.value))
    , m_clearAt(numberText(rule.clearAt))
    , m_minutes(rule.forMs ? minutesText(*rule.forMs) : QString())
{
    for (const RoomRecord &room : account.store().rooms()) {
        if (room.isDirect() || room.archivedAt > 0 || room.role == int(protocol::Role::Guest))
            continue;
        m_roomIds += room.id;
        m_roomNames += safeName(room.name);
    }
    if (m_roomId.isEmpty() && !m_roomIds.isEmpty())
        m_roomId = m_roomIds.first();
}

QString AlertForm::roomName() const
{
    return m_roomNames.value(m_roomIds.indexOf(m_roomId));
}

void AlertForm::setErrorText(const QString &text)
{
    m_errorText = text;
    Q_EMIT errorTextChanged();
}

Result<PutAlert> AlertForm::rule() const
{
    PutAlert out = m_rule;
    out.name = m_name.trimmed();
    out.roomId = m_roomId;
    out.channel = m_channel.trimmed();
    out.watched = m_field.trimmed().isEmpty() ? std::nullopt : std::optional(m_field.trimmed());
    out.condition = conditionFrom(m_condition);
    out.value.reset();
    out.clearAt.reset();
    out.forMs.reset();
    if (out.channel.isEmpty())
        return wrong(tr("Say which channel it watches."));
    if (out.roomId.isEmpty())
        return wrong(tr("Choose a room that it tells. You are in none where it could speak."));
    if (out.name.isEmpty())
        return wrong(tr("Say what is the matter when it fires: that is what the room reads."));
    if (hasValue()) {
        if (m_value.trimmed().isEmpty())
            return wrong(tr("Say the value from which on something is the matter, as a number."));
        const auto value = numberFrom(m_value);
        if (!value)
            return value.error();
        out.value = *value;
    }
    if (hasValue() && !m_clearAt.trimmed().isEmpty()) {
        const auto clearAt = numberFrom(m_clearAt);
        if (!clearAt)
            return clearAt.error();
        out.clearAt = *clearAt;
        const bool isGood =
            out.condition == AlertCondition::Above ? *out.clearAt <= *out.value : *out.clearAt >= *out.value;
        if (!isGood)
            return wrong(
                tr("It would be over before it begins: put that value on the good side of the limit."));
    }
    if (!m_minutes.trimmed().isEmpty()) {
        out.forMs = minutesFrom(m_minutes);
        if (!out.forMs)
            return wrong(tr("How long it lasts is a number of minutes, at most a day."));
    }
    return out;
}

} // namespace hearth::app
