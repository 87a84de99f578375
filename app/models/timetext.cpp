#include "app/models/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace hearth::app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Time", text);
}

//! A locale's long date without its year.
QString withoutYear(QString format)
{
    for (const char *year : {", yyyy", " yyyy", "yyyy ", "yyyy"})
        format.remove(QLatin1String(year));
    return format.trimmed();
}

} // namespace

QString timeText(qint64 at)
{
    const QLocale locale;
    QString format = locale.timeFormat(QLocale::ShortFormat);
    format.remove(QLatin1String(":ss"));
    return locale.toString(QDateTime::fromMSecsSinceEpoch(at).time(), format);
}

QString dateTimeText(qint64 at)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at);
    return QLocale().toString(local.date(), QLocale::LongFormat) + QLatin1Char(' ') + timeText(at);
}

QString dayText(QDate day, QDate today)
{
    if (day == today)
        return tr("Today");
    if (day == today.addDays(-1))
        return tr("Yesterday");
    const QLocale locale;
    const QString format = locale.dateFormat(QLocale::LongFormat);
    return locale.toString(day, day.year() == today.year() ? withoutYear(format) : format);
}

QString agoText(qint64 at, qint64 now)
{
    const qint64 minutes = (now - at) / 60'000;
    if (minutes < 1)
        return tr("just now");
    if (minutes < 60)
        return minutes == 1 ? tr("1 minute ago") : tr("%1 minutes ago").arg(minutes);
    const qint64 hours = minutes / 60;
    if (hours < 24)
        return hours == 1 ? tr("1 hour ago") : tr("%1 hours ago").arg(hours);
    const qint64 days = hours / 24;
    return days == 1 ? tr("1 day ago") : tr("%1 days ago").arg(days);
}

} // namespace hearth::app
