#pragma once

#include <QString>

#include <array>

namespace hearth {

//! Why a WebSocket was closed, as its close code (RFC 6455, section 7.4.2: 4000–4999 are an application's
//! own). The range says what a client does: 4000–4499 come back, 4500–4999 stop until a person acts.
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    BadData = 1007,
    TooLarge = 1009,

    Draining = 4000,         //!< the server ends or restarts
    SlowReader = 4001,       //!< the peer did not read what was queued for it
    HeartbeatTimeout = 4002, //!< no pong within ping_timeout
    ConnectTimeout = 4003,   //!< no Socket.IO CONNECT in time
    TransportError = 4004,   //!< broke a rule of Engine.IO
    PacketError = 4005,      //!< broke a rule of Socket.IO
    TooFast = 4006,          //!< went on sending after many a rate_limited
    TooManyStrangers = 4007, //!< over unauthenticated_per_address

    TokenRevoked = 4500,
    TooManyConnections = 4501, //!< over connections_per_user
};

inline constexpr std::array allCloseCodes{CloseCode::Normal, CloseCode::GoingAway, CloseCode::ProtocolError,
    CloseCode::BadData, CloseCode::TooLarge, CloseCode::Draining, CloseCode::SlowReader,
    CloseCode::HeartbeatTimeout, CloseCode::ConnectTimeout, CloseCode::TransportError, CloseCode::PacketError,
    CloseCode::TooFast, CloseCode::TooManyStrangers, CloseCode::TokenRevoked, CloseCode::TooManyConnections};

//! The text sent as the close reason and written to the log, under 124 bytes.
[[nodiscard]] QString reason(CloseCode code);
//! Whether a client may reconnect by itself.
[[nodiscard]] bool mayReconnect(quint16 code);

} // namespace hearth
