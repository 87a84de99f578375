#pragma once

#include "shared/base/result.h"

#include <QByteArray>
#include <QString>

namespace hearth::server {

//! The server's TLS identity: PEM files `certificate.pem` and `key.pem` (mode 0600) in the data folder, made
//! at the first start (P-256, self-signed, 10 years, the host's names and addresses as subjectAltName;
//! OpenSSL's libcrypto).
struct Certificate
{
    QByteArray certificatePem; //!< the chain, the server's own first
    QByteArray keyPem;
    QString fingerprint; //!< SHA-256 of the DER, lower-case hex, as in an invite link

    [[nodiscard]] static Result<Certificate> loadOrCreate(const QString &folder);
};

} // namespace hearth::server
