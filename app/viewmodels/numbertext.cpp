#include "app/viewmodels/numbertext.h"

#include "shared/base/spans.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace hearth::app {

namespace {

constexpr double longestMinutes = double(dayMs) / double(minuteMs);
//! Beyond these, a number is written with its power of ten.
constexpr double longestWhole = 1e15;
constexpr double leastPart = 1e-6;

QLocale strict(QLocale locale = {})
{
    locale.setNumberOptions(
        locale.numberOptions() | QLocale::OmitGroupSeparator | QLocale::RejectGroupSeparator);
    return locale;
}

//! Some languages put marks of direction before a sign, which Qt writes and does not read.
QString unmarked(QString text)
{
    for (const char16_t mark : {u'\u061c', u'\u200e', u'\u200f'})
        text.remove(QChar(mark));
    return text.trimmed();
}

//! With what it may mean, as it would be read.
Error notANumber(const QString &text)
{
    QStringList meant;
    for (const QLocale &locale : {QLocale(), strict(QLocale::c())}) {
        bool isNumber = false;
        const double value = locale.toDouble(text.trimmed(), &isNumber);
        if (isNumber && std::isfinite(value) && !meant.contains(numberText(value)))
            meant += numberText(value);
    }
    const QString why = meant.isEmpty()
                            ? QCoreApplication::translate("NumberText", "“%1” is no number.").arg(text)
                            : QCoreApplication::translate("NumberText", "Write “%1” as %2.")
                                  .arg(text, meant.join(QCoreApplication::translate("NumberText", " or ")));
    return {ErrorCode::InvalidRequest, why};
}

} // namespace

Result<double> numberFrom(const QString &text)
{
    bool isNumber = false;
    const double value = strict().toDouble(unmarked(text), &isNumber);
    return isNumber && std::isfinite(value) ? Result(value) : notANumber(text);
}

QString numberText(const std::optional<double> &value)
{
    if (!value)
        return {};
    const double size = std::abs(*value);
    // Of a power of ten Qt reads only a sign of one letter, which not every language has.
    const bool isPlain =
        size == 0 || (size >= leastPart && size < longestWhole) || strict().exponential().size() != 1;
    return unmarked(strict().toString(*value, isPlain ? 'f' : 'g', QLocale::FloatingPointShortest));
}

QString minutesText(qint64 ms)
{
    constexpr double parts = 1e9; // of a minute, so that a third is no longer than it needs to be
    return numberText(std::round(double(ms) / double(minuteMs) * parts) / parts);
}

std::optional<qint64> minutesFrom(const QString &text)
{
    const auto minutes = numberFrom(text);
    const bool fits = minutes && *minutes >= 0 && *minutes <= longestMinutes;
    return fits ? std::optional(std::llround(*minutes * double(minuteMs))) : std::nullopt;
}

} // namespace hearth::app
