#include "app/live/valuetext.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace hearth::app {

namespace {

constexpr QChar narrowSpace(0x202F);
constexpr QChar minus(0x2212);

struct Step
{
    double factor;
    const char *name;
};

constexpr std::array<Step, 7> binary{{{1, ""}, {1024.0, "Ki"}, {1048576.0, "Mi"}, {1073741824.0, "Gi"},
    {1099511627776.0, "Ti"}, {1125899906842624.0, "Pi"}, {1152921504606846976.0, "Ei"}}};
constexpr std::array<Step, 11> decimal{{{1e-9, "n"}, {1e-6, "µ"}, {1e-3, "m"}, {1, ""}, {1e3, "k"},
    {1e6, "M"}, {1e9, "G"}, {1e12, "T"}, {1e15, "P"}, {1e18, "E"}, {1e21, "Z"}}};
//! From seconds on.
constexpr std::array<Step, 7> times{
    {{1e-6, "µs"}, {1e-3, "ms"}, {1, "s"}, {60, "min"}, {3'600, "h"}, {86'400, "d"}, {31'557'600, "a"}}};

template <size_t N>
Step stepFor(double magnitude, const std::array<Step, N> &steps)
{
    Step found = steps.front();
    for (const Step &each : steps) {
        // 999.96 would be written as 1000.
        if (magnitude >= each.factor * 0.99995)
            found = each;
    }
    return found;
}

QString named(const Step &step, const QString &unit)
{
    return QString::fromUtf8(step.name) + unit;
}

bool isBytes(const QString &unit)
{
    return unit == QLatin1String("B") || unit == QLatin1String("B/s") || unit == QLatin1String("bytes") ||
           unit == QLatin1String("bytes/s");
}

bool takesPrefix(const QString &unit)
{
    static const QStringList units{QStringLiteral("W"), QStringLiteral("Wh"), QStringLiteral("Hz"),
        QStringLiteral("bit"), QStringLiteral("bit/s"), QStringLiteral("V"), QStringLiteral("A"),
        QStringLiteral("J"), QStringLiteral("Pa"), QStringLiteral("N"), QStringLiteral("VA"),
        QStringLiteral("Ω"), QStringLiteral("F"), QStringLiteral("g"), QStringLiteral("m"),
        QStringLiteral("l"), QStringLiteral("L")};
    return units.contains(unit);
}

//! Three figures or four; whole numbers stay whole.
int decimalsFor(double value)
{
    const double size = std::abs(value);
    if (size >= 1'000 || size == std::floor(size))
        return 0;
    if (size >= 10)
        return 1;
    if (size >= 0.1)
        return 2;
    return size >= 0.001 ? 4 : 6;
}

QString figuresOf(double value, int decimals)
{
    QString text = QLocale().toString(std::abs(value), 'f', decimals);
    const QString point = QLocale().decimalPoint();
    if (decimals > 2 && text.contains(point)) {
        while (text.endsWith(QLocale().zeroDigit()))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    const bool isZero = std::none_of(text.begin(), text.end(), [](QChar c) { return c.digitValue() > 0; });
    return value < 0 && !isZero ? minus + text : text;
}

} // namespace

QString ValueText::all() const
{
    if (unit.isEmpty())
        return figures;
    return unit == QLatin1String("%") ? figures + narrowSpace + unit : figures + QChar(QChar::Nbsp) + unit;
}

Prefix prefixFor(double magnitude, const QString &unit)
{
    const double size = std::isfinite(magnitude) ? std::abs(magnitude) : 0;
    if (isBytes(unit)) {
        const Step step = stepFor(size, binary);
        const QString rest = unit.endsWith(QLatin1String("/s")) ? QStringLiteral("/s") : QString();
        return {step.factor, named(step, QStringLiteral("B")) + rest};
    }
    if (unit == QLatin1String("s") || unit == QLatin1String("ms")) {
        const double second = unit == QLatin1String("s") ? 1 : 1e-3;
        const Step step = size == 0 ? Step{second, second == 1 ? "s" : "ms"} : stepFor(size * second, times);
        return {step.factor / second, QString::fromUtf8(step.name)};
    }
    if (takesPrefix(unit)) {
        const Step step = size == 0 ? decimal[3] : stepFor(size, decimal);
        return {step.factor, named(step, unit)};
    }
    if (size < 99'999.5)
        return {1, unit};
    const Step step = stepFor(size, decimal);
    return {step.factor,
        unit.isEmpty() ? QString::fromUtf8(step.name) : named(step, QString()) + QChar(QChar::Nbsp) + unit};
}

ValueText valueText(double value, const QString &unit)
{
    if (std::isnan(value))
        return {QStringLiteral("–"), {}};
    const Prefix prefix = prefixFor(value, unit);
    const double scaled = value / prefix.factor;
    if (std::abs(scaled) >= 1e6) // beyond every prefix
        return {QLocale().toString(scaled, 'e', 2), prefix.unit};
    return {figuresOf(scaled, decimalsFor(scaled)), prefix.unit};
}

QString tickText(double value, double step, const Prefix &prefix)
{
    const double scaled = value / prefix.factor;
    const double gap = std::abs(step / prefix.factor);
    if (std::abs(scaled) >= 1e7)
        return QLocale().toString(scaled, 'e', 1);
    const int decimals = gap > 0 && gap < 1 ? std::min(9, int(std::ceil(-std::log10(gap) - 1e-9))) : 0;
    const QString figures = figuresOf(scaled, decimals);
    return prefix.factor == 1 ? figures : figures + QChar(QChar::Nbsp) + prefix.unit;
}

} // namespace hearth::app
