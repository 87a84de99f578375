#include "server/auth/tokens.h"

#include <QCryptographicHash>

namespace hearth::server {

QByteArray secretHash(const QString &secret)
{
    return QCryptographicHash::hash(secret.trimmed().toUtf8(), QCryptographicHash::Sha256);
}

} // namespace hearth::server
