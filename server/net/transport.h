#pragma once

#include "server/net/frame.h"
#include "shared/base/closecode.h"

#include <QObject>

namespace hearth::server {

//! A peer's message channel. Guarantees: frames leave in the order of send(), whole; closed() comes exactly
//! once, and after it nothing else; a peer that does not read is closed with SlowReader once its queue is
//! over the bound, and holds no more than that. Lives on one thread.
class Transport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void send(const Frame &frame) = 0;
    //! Starts the closing handshake; closed() follows, at the latest after a second.
    virtual void close(CloseCode code) = 0;
    [[nodiscard]] virtual QString peerAddress() const = 0;

Q_SIGNALS:
    void textReceived(const QByteArray &utf8);
    void binaryReceived(const QByteArray &data);
    void closed(quint16 code);
};

} // namespace hearth::server
