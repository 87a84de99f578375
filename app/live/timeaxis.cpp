#include "app/live/timeaxis.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>

namespace hearth::app {

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr std::array<qint64, 21> steps{second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
    minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour,
    12 * hour, day, 2 * day, 5 * day, 10 * day};

QString tr(const char *text)
{
    return QCoreApplication::translate("Live", text);
}

QString clockText(const QTime &time, bool hasSeconds)
{
    const QLocale locale;
    QString format = locale.timeFormat(QLocale::ShortFormat);
    if (hasSeconds && !format.contains(QLatin1String("ss")))
        format.replace(QLatin1String("mm"), QLatin1String("mm:ss"));
    else if (!hasSeconds)
        format.remove(QLatin1String(":ss"));
    return locale.toString(time, format);
}

//! "3 Nov", in the locale's order.
QString dateText(const QDate &date)
{
    const QLocale locale;
    const bool dayFirst = locale.dateFormat(QLocale::ShortFormat).indexOf(u'd') <
                          locale.dateFormat(QLocale::ShortFormat).indexOf(u'M');
    return locale.toString(date, dayFirst ? QStringLiteral("d MMM") : QStringLiteral("MMM d"));
}

//! The next round time from `at` on; days begin when people say so, daylight saving included.
qint64 roundUp(qint64 at, qint64 step, const QTimeZone &zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, zone);
    const qint64 midnight = local.date().startOfDay(zone).toMSecsSinceEpoch();
    if (step < day)
        return midnight + (at - midnight + step - 1) / step * step;
    const QDate begin = at == midnight ? local.date() : local.date().addDays(1);
    const qint64 days = step / day;
    const qint64 count = begin.toJulianDay();
    return QDate::fromJulianDay((count + days - 1) / days * days).startOfDay(zone).toMSecsSinceEpoch();
}

QString textOf(qint64 at, qint64 step, const QTimeZone &zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, zone);
    if (step >= day || local.time() == QTime(0, 0))
        return dateText(local.date());
    return clockText(local.time(), step < minute);
}

} // namespace

QList<TimeTick> timeTicks(qint64 from, qint64 until, int most, const QTimeZone &zone)
{
    QList<TimeTick> ticks;
    if (until <= from || most < 1)
        return ticks;
    qint64 step = steps.back();
    for (const qint64 each : steps) {
        if ((until - from) / each + 1 <= most) {
            step = each;
            break;
        }
    }
    for (qint64 at = roundUp(from, step, zone); at <= until && ticks.size() < most;
         at = roundUp(at + 1, step, zone))
        ticks.append({at, textOf(at, step, zone)});
    return ticks;
}

QString momentText(qint64 at, qint64 lengthMs, const QTimeZone &zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, zone);
    const QString time = clockText(local.time(), lengthMs <= 2 * hour);
    return lengthMs <= 12 * hour ? time : dateText(local.date()) + QLatin1String(", ") + time;
}

QString spanText(qint64 ms)
{
    if (ms < minute)
        return tr("%1 s").arg(std::max<qint64>(0, ms / second));
    if (ms < hour)
        return tr("%1 min").arg(ms / minute);
    if (ms < 2 * day)
        return tr("%1 h").arg(ms / hour);
    return tr("%1 days").arg(ms / day);
}

} // namespace hearth::app
