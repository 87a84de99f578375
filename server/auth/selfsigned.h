#pragma once

#include "shared/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace hearth::server {

struct PemPair
{
    QByteArray certificate;
    QByteArray key; //!< PKCS #8
};

//! What a certificate of this host should be valid for: its names, localhost, and the addresses of its
//! interfaces.
struct HostNames
{
    QString commonName;
    QStringList dns;
    QStringList addresses;

    [[nodiscard]] static HostNames ofThisHost();
};

//! A self-signed certificate, valid from a day ago (clocks of a LAN differ) for ten years, of the key or,
//! where that is empty, of a new one (P-256).
[[nodiscard]] Result<PemPair> makeSelfSigned(const HostNames &names, const QByteArray &keyPem = {});
//! Whether the key is the certificate's.
[[nodiscard]] bool belongTogether(const PemPair &pair);

} // namespace hearth::server
