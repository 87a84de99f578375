#include "server/files/disposition.h"

#include "shared/base/filename.h"

#include <QUrl>

namespace hearth::server {

QByteArray attachment(const QString &name)
{
    // Once more, though it was made safe when it came: a header is split by a line end.
    const QString safe = safeFileName(name);
    QByteArray plain;
    for (const QChar c : safe)
        plain +=
            c.unicode() >= 0x20 && c.unicode() < 0x7F && c != u'"' && c != u'%' ? char(c.unicode()) : '_';
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + QUrl::toPercentEncoding(safe);
}

} // namespace hearth::server
