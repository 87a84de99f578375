#pragma once

#include "server/hub/namespace.h"
#include "shared/socketio/decoder.h"

#include <map>

namespace hearth::server {

//! Socket.IO on Engine.IO sessions: a library that knows nothing of chat. A session is closed with its code
//! when it breaks the protocol, is without a socket for connectTimeoutMs, or is one too many of its address
//! without one.
class Hub : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        int connectTimeoutMs = 10'000;
        int strangersPerAddress = 64; //!< sessions without a socket, 0 lifts it
        socketio::Decoder::Bounds bounds;
    };

    explicit Hub(const Options &options, QObject *parent = nullptr) : QObject(parent), m_options(options) {}
    ~Hub() override;

    //! Made at the first call; a CONNECT to a namespace that was never made is refused with `Invalid
    //! namespace`.
    [[nodiscard]] Namespace &of(const QString &name);
    //! Takes over the session.
    void attach(Session *session);
    void closeAll(CloseCode code);
    [[nodiscard]] quint64 strangersRefused() const { return m_strangersRefused; }
    [[nodiscard]] qsizetype sessionCount() const { return m_connections.size(); }

private:
    class Connection;

    Options m_options;
    std::map<QString, Namespace> m_namespaces;
    QSet<Connection *> m_connections;
    QHash<QString, int> m_strangers; //!< by address; an entry goes with its last stranger
    quint64 m_strangersRefused = 0;
};

} // namespace hearth::server
