#include "app/viewmodels/notificationsviewmodel.h"

#include "app/sync/accountsession.h"

#include <QDateTime>
#include <QTime>

namespace hearth::app {

using protocol::NotificationSettings;
using protocol::QuietHours;

namespace {

const auto timeFormat = QStringLiteral("HH:mm");
constexpr int evening = 22 * 60;
constexpr int morning = 7 * 60;
//! No end that anybody lives to see, and exact in JSON.
constexpr qint64 forGood = qint64(1) << 52;

QString textOf(qint64 minutes)
{
    return QTime(0, 0).addSecs(int(minutes) * 60).toString(timeFormat);
}

std::optional<qint64> minutesOf(const QString &text)
{
    QTime time = QTime::fromString(text.trimmed(), timeFormat);
    if (!time.isValid())
        time = QTime::fromString(text.trimmed(), QStringLiteral("H:mm"));
    return time.isValid() ? std::optional<qint64>(time.msecsSinceStartOfDay() / 60'000) : std::nullopt;
}

qint64 utcOffset()
{
    return QDateTime::currentDateTime().offsetFromUtc() / 60;
}

} // namespace

NotificationsViewModel::NotificationsViewModel(AccountSession &account, QObject *parent)
    : QObject(parent), m_account(account), m_activity(new ActivityModel(this))
{
    connect(&account.notifications(), &Notifications::changed, this, &NotificationsViewModel::refresh);
    connect(&account.notifications(), &Notifications::settingsChanged, this,
        &NotificationsViewModel::settingsChanged);
    connect(&account.notifications(), &Notifications::failed, this, &NotificationsViewModel::setErrorText);
    refresh();
}

void NotificationsViewModel::refresh()
{
    m_activity->setRows(m_account.notifications().newest(), m_account.clock().wallMs());
    m_unread = m_account.notifications().unreadCount();
    Q_EMIT changed();
}

void NotificationsViewModel::open(int row)
{
    if (row < 0 || row >= m_activity->count())
        return;
    const protocol::Notification chosen = m_activity->rows().at(row);
    m_account.notifications().setRead({chosen.id});
    if (chosen.roomId)
        Q_EMIT opened(*chosen.roomId, chosen.messageId.value_or(QString()));
}

void NotificationsViewModel::markAllRead()
{
    m_account.notifications().setAllRead();
}

bool NotificationsViewModel::doNotDisturb() const
{
    return m_account.notifications().settings().quietUntil.value_or(0) > m_account.clock().wallMs();
}

void NotificationsViewModel::setDoNotDisturb(bool on)
{
    if (on == doNotDisturb())
        return;
    setErrorText({});
    NotificationSettings settings = m_account.notifications().settings();
    settings.quietUntil = on ? std::optional(forGood) : std::nullopt;
    m_account.notifications().setSettings(settings);
}

bool NotificationsViewModel::quietHours() const
{
    return m_account.notifications().settings().quietHours.has_value();
}

void NotificationsViewModel::setQuietHours(bool on)
{
    if (on == quietHours())
        return;
    setErrorText({});
    NotificationSettings settings = m_account.notifications().settings();
    settings.quietHours = on ? std::optional(QuietHours{evening, morning, utcOffset()}) : std::nullopt;
    m_account.notifications().setSettings(settings);
}

QString NotificationsViewModel::quietFrom() const
{
    const auto &hours = m_account.notifications().settings().quietHours;
    return textOf(hours ? hours->from : evening);
}

QString NotificationsViewModel::quietTo() const
{
    const auto &hours = m_account.notifications().settings().quietHours;
    return textOf(hours ? hours->to : morning);
}

bool NotificationsViewModel::setQuietTimes(const QString &from, const QString &to)
{
    const auto first = minutesOf(from);
    const auto last = minutesOf(to);
    if (!first || !last) {
        setErrorText(tr("A time is written as 22:00. Nothing was changed."));
        return false;
    }
    setErrorText({});
    NotificationSettings settings = m_account.notifications().settings();
    settings.quietHours = QuietHours{*first, *last, utcOffset()};
    m_account.notifications().setSettings(settings);
    return true;
}

QString NotificationsViewModel::keywords() const
{
    return m_account.notifications().settings().keywords.join(QLatin1Char(' '));
}

void NotificationsViewModel::setKeywords(const QString &words)
{
    NotificationSettings settings = m_account.notifications().settings();
    const QStringList wanted = words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (wanted == settings.keywords)
        return;
    setErrorText({});
    settings.keywords = wanted;
    m_account.notifications().setSettings(settings);
}

void NotificationsViewModel::setErrorText(const QString &text)
{
    if (m_errorText == text)
        return;
    m_errorText = text;
    Q_EMIT errorTextChanged();
}

} // namespace hearth::app
