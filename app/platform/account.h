#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QUrl>

namespace hearth::app {

//! One person on one server: what signing in gave, and all that the next start needs.
struct SignedIn
{
    QUrl server;            //!< scheme, host and port
    QByteArray fingerprint; //!< SHA-256 of the certificate that the person trusted; empty: the system's trust
                            //!< decides
    QString token;
    QString userId;
    QString username;
    QString displayName;
    bool operator==(const SignedIn &) const = default;

    bool isValid() const { return server.isValid() && !token.isEmpty() && !userId.isEmpty(); }
};

} // namespace hearth::app

Q_DECLARE_METATYPE(hearth::app::SignedIn)
