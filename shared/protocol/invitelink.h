#pragma once

#include <QByteArray>
#include <QUrl>

#include <optional>

namespace hearth::protocol {

//! An invite as one line that can be sent: `https://HOST:PORT/#invite=CODE&sha256=HEX`. What follows the `#`
//! never goes over the network by itself, and a browser that opens it comes to the server's own page.
struct InviteLink
{
    QUrl server; //!< scheme, host and port
    QString code;
    QByteArray fingerprint; //!< SHA-256 of the server's certificate, 32 bytes; empty: not said

    bool operator==(const InviteLink &) const = default;
    [[nodiscard]] QString toText() const;
};

//! Nothing where the text is no such link; one with half a fingerprint is none, for whoever trusts it would
//! trust anybody.
[[nodiscard]] std::optional<InviteLink> inviteLinkFrom(const QString &text);

} // namespace hearth::protocol
