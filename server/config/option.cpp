#include "server/config/option.h"

namespace hearth::server {

QString Option::name() const
{
    return section.isEmpty() ? key : section + QLatin1Char('.') + key;
}

QString Option::argument() const
{
    return name().replace(QLatin1Char('.'), QLatin1Char('-')).replace(QLatin1Char('_'), QLatin1Char('-'));
}

QByteArray Option::variable() const
{
    return "HEARTH_" + name().toLatin1().toUpper().replace('.', '_');
}

Error wrongValue(const QString &expected, const QString &text)
{
    return {ErrorCode::InvalidRequest, QStringLiteral("takes %1, not '%2'").arg(expected, text)};
}

Result<qint64> wholeNumber(const QString &text, const NumberRange &range)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber && number == 0 && range.lifted != 0)
        return range.lifted;
    if (isNumber && number >= range.min && number <= range.max)
        return number;
    QString expected = QStringLiteral("a whole number from %1 to %2").arg(range.min).arg(range.max);
    if (range.lifted != 0)
        expected += QStringLiteral(" (0 lifts it)");
    return wrongValue(expected, text);
}

Result<double> rate(const QString &text)
{
    constexpr double most = 1e6;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber && number >= 0 && number <= most)
        return number;
    return wrongValue(QStringLiteral("a number from 0 to 1000000"), text);
}

Result<bool> yesOrNo(const QString &text)
{
    if (text == QLatin1String("yes") || text == QLatin1String("true"))
        return true;
    if (text == QLatin1String("no") || text == QLatin1String("false"))
        return false;
    return wrongValue(QStringLiteral("yes or no"), text);
}

} // namespace hearth::server
