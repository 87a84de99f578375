#pragma once

#include "server/engine/session.h"
#include "server/hub/namespace.h"
#include "shared/socketio/decoder.h"

#include <map>
#include <unordered_map>

namespace hearth::server {

//! Socket.IO on Engine.IO sessions: a library that knows nothing of chat. A session is closed with its code
//! when it breaks the protocol, is without a socket for connectTimeoutMs, or is one too many of its address
//! without one.
class Hub
{
public:
    struct Options
    {
        int connectTimeoutMs = 10'000;
        int strangersPerAddress = 64; //!< sessions without a socket, 0 lifts it
        socketio::Decoder::Bounds bounds;
        RecoveryLog::Options recovery; //!< of each namespace
    };

    Hub(Loop &loop, const Options &options);
    ~Hub();

    //! Made at the first call; a CONNECT to a namespace that was never made is refused with `Invalid
    //! namespace`.
    [[nodiscard]] Namespace &of(const QString &name);
    //! The handler of a new session, to be given to it before it opens.
    [[nodiscard]] Session::Handler *attach(Session &session);
    void closeAll(CloseCode code);
    //! So many of those that are not being closed yet, whichever they are.
    void closeSome(CloseCode code, qsizetype count);
    [[nodiscard]] quint64 strangersRefused() const { return m_strangersRefused; }
    //! Sessions that ended by the code; by any that is none of ours, for 0.
    [[nodiscard]] quint64 closes(quint16 code) const { return m_closes.value(code); }
    [[nodiscard]] qsizetype sessionCount() const { return qsizetype(m_connections.size()); }

private:
    class Connection;

    Loop &m_loop;
    Options m_options;
    std::map<QString, Namespace> m_namespaces;
    std::unordered_map<Connection *, std::unique_ptr<Connection>> m_connections;
    QHash<QString, int> m_strangers; //!< by address; an entry goes with its last stranger
    quint64 m_strangersRefused = 0;
    QHash<quint16, quint64> m_closes; //!< by code; those that a peer made up are one
};

} // namespace hearth::server
