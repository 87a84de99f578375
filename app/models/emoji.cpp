#include "app/models/emoji.h"

#include <QFile>

namespace hearth::app {

namespace {

QList<Emoji> read()
{
    QFile file(QStringLiteral(":/hearth/emoji.txt"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    QList<Emoji> out;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const qsizetype gap = line.indexOf(' ');
        if (gap > 0)
            out.append({QString::fromLatin1(line.left(gap)), QString::fromUtf8(line.mid(gap + 1))});
    }
    return out;
}

} // namespace

const QList<Emoji> &allEmoji()
{
    static const QList<Emoji> all = read();
    return all;
}

} // namespace hearth::app
