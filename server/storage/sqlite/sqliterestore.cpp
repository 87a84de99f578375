#include "server/storage/sqlite/sqliterestore.h"

#include "server/storage/sqlite/sqlitedatabase.h"
#include "server/storage/sqlite/sqlitemaintenance.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace hearth::server {

namespace {

//! The log of what is committed and not yet in the file belongs to it: it goes where the file goes.
const QStringList suffixes{{}, QStringLiteral("-wal"), QStringLiteral("-shm")};

Error cannot(const QString &what, const QString &path, const QString &why)
{
    return {ErrorCode::Unavailable, QStringLiteral("cannot %1 %2: %3").arg(what, path, why)};
}

//! SQLite's header (sqlite.org/fileformat.html): an empty file would pass for a new database, and an
//! application's version of 0 for an old one of ours.
bool isDatabaseOfOurs(const QByteArray &head)
{
    return head.size() >= 64 && head.startsWith(QByteArrayView("SQLite format 3\0", 16)) &&
           qFromBigEndian<quint32>(head.constData() + 60) > 0;
}

Result<Done> copyPrivately(const QString &from, const QString &to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return cannot(QStringLiteral("read"), from, source.errorString());
    if (!isDatabaseOfOurs(source.peek(64)))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("%1 is no backup of Hearth's").arg(from));
    QFile target(to);
    if (!target.open(QIODevice::WriteOnly | QIODevice::Truncate, QFile::ReadOwner | QFile::WriteOwner))
        return cannot(QStringLiteral("write"), to, target.errorString());
    while (!source.atEnd()) {
        const QByteArray part = source.read(1 << 20);
        if (part.isEmpty())
            return cannot(QStringLiteral("read"), from, source.errorString());
        if (target.write(part) != part.size())
            return cannot(QStringLiteral("write"), to, target.errorString());
    }
    return target.flush() ? Result<Done>(Done{}) : cannot(QStringLiteral("write"), to, target.errorString());
}

//! Of our version, sound, and with an epoch of its own; closed again, so that all is in the one file.
Result<Done> prepare(const QString &file)
{
    const auto db = sqliteFactory(file)(true);
    if (!db)
        return db.error();
    const auto faults = (*db)->maintenance().faults();
    if (!faults)
        return faults.error();
    if (!faults->isEmpty())
        return Error(ErrorCode::InvalidRequest, faults->first());
    if (auto begun = (*db)->begin(); !begun)
        return begun;
    if (auto renewed = (*db)->maintenance().renewEpoch(); !renewed)
        return renewed;
    return (*db)->commit();
}

Result<Done> move(const QString &from, const QString &to)
{
    for (const QString &suffix : suffixes) {
        QFile file(from + suffix);
        if (file.exists() && !file.rename(to + suffix))
            return cannot(QStringLiteral("move"), file.fileName(), file.errorString());
    }
    return Done{};
}

void removeAll(const QString &path)
{
    for (const QString &suffix : suffixes)
        QFile::remove(path + suffix);
}

Result<QString> exchange(const QString &incoming, const QString &database)
{
    QString aside;
    if (QFileInfo::exists(database)) {
        aside = database +
                QDateTime::currentDateTimeUtc().toString(QStringLiteral("'.before-'yyyyMMdd-HHmmss-zzz"));
        if (auto moved = move(database, aside); !moved) {
            (void)move(aside, database);
            return moved.error();
        }
    }
    if (auto moved = move(incoming, database); !moved) {
        (void)move(aside, database);
        return moved.error();
    }
    if (auto synced = syncToDisk(QFileInfo(database).absolutePath()); !synced)
        return synced.error();
    return aside;
}

} // namespace

Result<QString> restoreSqlite(const QString &backup, const QString &database)
{
    const QString incoming = database + QStringLiteral(".incoming");
    removeAll(incoming);
    if (auto copied = copyPrivately(backup, incoming); !copied)
        return copied.error();
    Result<Done> ready = prepare(incoming);
    if (!ready)
        ready = Error(ready.error().code,
            QStringLiteral("%1 cannot be restored: %2").arg(backup, ready.error().message));
    else
        ready = syncToDisk(incoming);
    Result<QString> exchanged = ready ? exchange(incoming, database) : ready.error();
    if (!exchanged)
        removeAll(incoming);
    return exchanged;
}

} // namespace hearth::server
