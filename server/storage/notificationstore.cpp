#include "server/storage/notificationstore.h"

namespace hearth::server {

namespace {
constexpr qsizetype excerptLength = 160;
//! So much of a text as no excerpt is longer than, however much space there is in it.
constexpr qsizetype considered = 4 * excerptLength;
} // namespace

QString notificationId(qint64 position)
{
    return QLatin1Char('n') + QString::number(position);
}

qint64 notificationPosition(const QString &id)
{
    bool isNumber = false;
    const qint64 position = id.startsWith(QLatin1Char('n')) ? id.mid(1).toLongLong(&isNumber) : 0;
    return isNumber && position > 0 && notificationId(position) == id ? position : 0;
}

QString excerptOf(const QString &text)
{
    QString line = text.left(considered).simplified();
    if (line.size() <= excerptLength && text.size() <= considered)
        return line;
    qsizetype end = std::min(line.size(), excerptLength);
    // Half a character would be no text.
    if (end > 0 && line.at(end - 1).isHighSurrogate())
        --end;
    return line.left(end) + QChar(0x2026);
}

} // namespace hearth::server
