#include "server/auth/certificate.h"

#include "server/auth/selfsigned.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSslCertificate>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <unistd.h>

namespace hearth::server {

namespace {

Error fileError(const QString &path, const QString &reason)
{
    return {ErrorCode::Unavailable, QStringLiteral("%1: %2").arg(path, reason)};
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(path, file.errorString());
    return file.readAll();
}

//! The whole file or none, on disk when this returns. Made with its permissions: set afterwards, they would
//! leave a moment in which others can open the key.
Result<Done> writeFile(const QString &path, const QByteArray &bytes, QFile::Permissions permissions)
{
    const QString part = path + QStringLiteral(".new");
    QFile::remove(part);
    QFile file(part);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, permissions))
        return fileError(path, file.errorString());
    if (file.write(bytes) != bytes.size() || !file.flush() || fsync(file.handle()) != 0)
        return fileError(path, file.errorString());
    file.close();
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(path).constData()) != 0)
        return fileError(path, QString::fromLocal8Bit(std::strerror(errno)));
    return Done{};
}

//! Signs for the key that is there (a first start that was cut off, or the owner's own), or makes one.
Result<Done> create(const QString &certificatePath, const QString &keyPath)
{
    const auto owner = QFile::ReadOwner | QFile::WriteOwner;
    const bool hasKey = QFile::exists(keyPath);
    const auto key = hasKey ? readFile(keyPath) : Result<QByteArray>(QByteArray());
    if (!key)
        return key.error();
    const auto pair = makeSelfSigned(HostNames::ofThisHost(), *key);
    if (!pair)
        return fileError(certificatePath, pair.error().message);
    if (!hasKey) {
        if (auto written = writeFile(keyPath, pair->key, owner); !written)
            return written;
    }
    return writeFile(certificatePath, pair->certificate, owner | QFile::ReadGroup | QFile::ReadOther);
}

Result<Certificate> load(const QString &certificatePath, const QString &keyPath)
{
    const auto certificatePem = readFile(certificatePath);
    if (!certificatePem)
        return certificatePem.error();
    const auto keyPem = readFile(keyPath);
    if (!keyPem)
        return keyPem.error();
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty() || chain.first().isNull())
        return fileError(certificatePath, QStringLiteral("is not a PEM certificate"));
    if (!belongTogether({*certificatePem, *keyPem}))
        return fileError(keyPath, QStringLiteral("is not the key of ") + certificatePath);

    const QByteArray fingerprint = chain.first().digest(QCryptographicHash::Sha256).toHex();
    return Certificate{*certificatePem, *keyPem, QString::fromLatin1(fingerprint)};
}

} // namespace

Result<Certificate> Certificate::loadOrCreate(const QString &folder)
{
    const QString certificatePath = QDir(folder).filePath(QStringLiteral("certificate.pem"));
    const QString keyPath = QDir(folder).filePath(QStringLiteral("key.pem"));
    if (!QFile::exists(certificatePath)) {
        if (auto created = create(certificatePath, keyPath); !created)
            return created.error();
    }
    // A certificate without its key is an accident, and clients trust its fingerprint: load() says so.
    return load(certificatePath, keyPath);
}

} // namespace hearth::server
