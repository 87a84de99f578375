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
    // A character takes five bits of a byte. Asked for at once: each word from the system costs half a
    // microsecond, and every message has an id.
    std::array<quint32, 5> words{};
    Q_ASSERT(length <= int(sizeof words));
    QRandomGenerator::system()->fillRange(words.data(), (length + 3) / 4);
    const auto *bytes = reinterpret_cast<const uchar *>(words.data());
    QString out(length, Qt::Uninitialized);
    for (int i = 0; i < length; ++i)
        out[i] = alphabet[bytes[i] % 32];
    return out;
}

} // namespace

QString newId(IdKind kind)
{
    return QLatin1Char(static_cast<char>(kind)) + randomText(20, lowerAlphabet);
}

QString newTimedId(IdKind kind, qint64 wallMs)
{
    constexpr int timeLength = 9; // 45 bits of milliseconds: up to the year 3084
    QString out(1 + timeLength, QLatin1Char(static_cast<char>(kind)));
    auto left = quint64(wallMs);
    for (int i = timeLength; i > 0; --i, left /= 32)
        out[i] = lowerAlphabet[int(left % 32)];
    return out + randomText(20 - timeLength, lowerAlphabet);
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
