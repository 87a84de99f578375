#pragma once

#include "server/net/http.h"
#include "server/net/router.h"
#include "server/net/transport.h"
#include "shared/base/limits.h"

#include <QSslConfiguration>
#include <QTcpServer>

#include <optional>

namespace hearth::server {

//! One port for everything. By the first byte TLS or plain (0x16 starts a TLS record, and no HTTP method),
//! then by path: an upgrade to `socketPath` becomes a Transport, any other request goes to the router.
class Listener : public QTcpServer
{
    Q_OBJECT

public:
    struct Options
    {
        Limits limits;
        QString socketPath = QStringLiteral("/socket.io/");
        QStringList origins;      //!< exact; empty: the request's own host only
        bool allowsPlain = false; //!< without TLS from other than loopback
        QSslConfiguration tls;    //!< null: plain only
    };
    struct Counters
    {
        quint64 accepted = 0, plainRefused = 0, requestsRefused = 0, upgradesRefused = 0,
                firstByteTimeouts = 0;
    };

    Listener(Options options, const Router &router, QObject *parent = nullptr);

    //! Unavailable with one clear line: a taken port, an address that is not here.
    [[nodiscard]] Result<Done> start(const QHostAddress &address, quint16 port);
    //! Accepts no more; what is open stays.
    void stop();
    [[nodiscard]] Counters counters() const { return m_counters; }

Q_SIGNALS:
    //! The receiver takes over the transport.
    void transportOpened(hearth::server::Transport *transport);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void admit(qintptr descriptor, bool isTls);
    void greet(QTcpSocket *socket);
    void upgrade(QTcpSocket *socket);
    [[nodiscard]] std::optional<Error> refusal(const HttpRequest &request) const;

    Options m_options;
    const Router &m_router;
    Counters m_counters;
};

} // namespace hearth::server
