#pragma once

#include <QByteArray>
#include <QUrl>

#include <optional>

namespace hearth::app {

inline constexpr int defaultPort = 8484;

//! What a person typed ("192.168.1.5", "host:8484", "https://…") as an address. HTTPS, except on loopback or
//! where http:// was typed: falling back by itself would let anybody who blocks TLS read the password.
//! Nothing where it is no address.
[[nodiscard]] std::optional<QUrl> serverAddress(const QString &typed);

//! The Socket.IO endpoint of a server.
[[nodiscard]] QUrl socketUrl(const QUrl &server);

//! A fingerprint for people: pairs of hex digits, in groups.
[[nodiscard]] QString readableFingerprint(const QByteArray &sha256);

} // namespace hearth::app
