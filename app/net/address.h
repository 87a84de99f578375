#pragma once

#include <QByteArray>
#include <QList>
#include <QUrl>

namespace hearth::app {

inline constexpr int defaultPort = 8484;

//! What a person typed ("192.168.1.5", "host:8484", "https://…") as the addresses to try, in order: HTTPS
//! first, except on loopback or where http:// was typed. Empty where it is no address.
[[nodiscard]] QList<QUrl> candidateAddresses(const QString &typed);

//! The Socket.IO endpoint of a server.
[[nodiscard]] QUrl socketUrl(const QUrl &server);

//! A fingerprint for people: pairs of hex digits, in groups.
[[nodiscard]] QString readableFingerprint(const QByteArray &sha256);

} // namespace hearth::app
