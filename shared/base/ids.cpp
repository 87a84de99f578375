#include "shared/base/ids.h"

#include <QByteArray>
#include <QRandomGenerator>

#include <array>

namespace hearth {

namespace {

constexpr QLatin1String lowerAlphabet("0123456789abcdefghjkmnpqrstvwxyz");
constexpr QLatin1String upperAlphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

QString randomText(int length, QLatin1String alphabet)
{
    QString out;
    out.reserve(length);
    for (int i = 0; i < length; ++i)
        out += alphabet[static_cast<int>(QRandomGenerator::system()->bounded(32U))];
    return out;
}

} // namespace

QString newId(IdKind kind)
{
    return QLatin1Char(static_cast<char>(kind)) + randomText(20, lowerAlphabet);
}

QString newSecret()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(words.data()), sizeof words);
    return QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString newReadableCode()
{
    const auto part = [] { return randomText(4, upperAlphabet); };
    return part() + QLatin1Char('-') + part() + QLatin1Char('-') + part();
}

} // namespace hearth
