#pragma once

#include "server/hub/namespace.h"
#include "shared/socketio/decoder.h"

#include <map>

namespace hearth::server {

//! Socket.IO on Engine.IO sessions: a library that knows nothing of chat. A session that sends no CONNECT
//! within connectTimeoutMs, or breaks the protocol, is closed with its code.
class Hub : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        int connectTimeoutMs = 10'000;
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
    [[nodiscard]] qsizetype sessionCount() const { return m_connections.size(); }

private:
    class Connection;

    Options m_options;
    std::map<QString, Namespace> m_namespaces;
    QSet<Connection *> m_connections;
};

} // namespace hearth::server
