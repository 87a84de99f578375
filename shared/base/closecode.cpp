#include "shared/base/closecode.h"

namespace hearth {

QString reason(CloseCode code)
{
    switch (code) {
    case CloseCode::Normal:
        return QStringLiteral("closed");
    case CloseCode::GoingAway:
        return QStringLiteral("going away");
    case CloseCode::ProtocolError:
        return QStringLiteral("protocol error");
    case CloseCode::BadData:
        return QStringLiteral("bad data");
    case CloseCode::TooLarge:
        return QStringLiteral("frame or message too large");
    case CloseCode::Draining:
        return QStringLiteral("server is restarting");
    case CloseCode::SlowReader:
        return QStringLiteral("too slow to read");
    case CloseCode::HeartbeatTimeout:
        return QStringLiteral("ping timeout");
    case CloseCode::ConnectTimeout:
        return QStringLiteral("no CONNECT in time");
    case CloseCode::TransportError:
        return QStringLiteral("not an Engine.IO packet");
    case CloseCode::PacketError:
        return QStringLiteral("not a Socket.IO packet");
    case CloseCode::TooFast:
        return QStringLiteral("too fast");
    case CloseCode::TokenRevoked:
        return QStringLiteral("token revoked");
    case CloseCode::TooManyStrangers:
        return QStringLiteral("too many unauthenticated connections from one address");
    case CloseCode::TooManyConnections:
        return QStringLiteral("too many connections of one user");
    }
    return QStringLiteral("closed");
}

bool mayReconnect(quint16 code)
{
    return code < 4500 || code > 4999;
}

} // namespace hearth
