#include "app/platform/paths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace hearth::app {

namespace {

QString ownFolder(const QString &path)
{
    QDir().mkpath(path);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

} // namespace

Paths Paths::find(const QString &folder)
{
    if (!folder.isEmpty()) {
        const QString path = ownFolder(QDir(folder).absolutePath());
        return {path, path};
    }
    return {ownFolder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)),
        ownFolder(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation))};
}

QString Paths::settingsFile() const
{
    return config + QStringLiteral("/hearth.ini");
}

QString Paths::secretsFile() const
{
    return config + QStringLiteral("/account.json");
}

QString Paths::windowFile() const
{
    return data + QStringLiteral("/window.ini");
}

QString Paths::ofAccount(const QString &server, const QString &userId, const char *what) const
{
    const QByteArray hash =
        QCryptographicHash::hash((server + QLatin1Char('|') + userId).toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("%1/account-%2%3")
        .arg(data, QString::fromLatin1(hash.toHex().left(16)), QLatin1String(what));
}

QString Paths::databaseFile(const QString &server, const QString &userId) const
{
    return ofAccount(server, userId, ".db");
}

QString Paths::outgoingFolder(const QString &server, const QString &userId) const
{
    return ofAccount(server, userId, "-outgoing");
}

QString Paths::picturesFolder(const QString &server, const QString &userId) const
{
    return ofAccount(server, userId, "-pictures");
}

} // namespace hearth::app
