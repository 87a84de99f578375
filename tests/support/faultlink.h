#pragma once

#include "tests/support/faultproxy.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTimer>

namespace hearth {

//! One connection through a FaultProxy: the client's socket, ours to the server, and what waits between them.
class FaultLink : public QObject
{
    Q_OBJECT

public:
    using Direction = FaultProxy::Direction;

    FaultLink(FaultProxy &proxy, QTcpSocket *client, quint16 target);
    ~FaultLink() override;

    //! RST to both ends, whatever waits.
    void reset();
    //! Reads and throws away from now on, and tells neither end that the other has gone.
    void swallow();

private:
    struct Chunk
    {
        QByteArray bytes;
        qint64 dueMs = 0;
    };
    //! One way through the link.
    struct Pipe
    {
        QTcpSocket *from = nullptr;
        QTcpSocket *to = nullptr;
        QList<Chunk> waiting;
        QTimer timer;
        bool isEnding = false; //!< `from` has said its last
    };

    Pipe &pipe(Direction direction) { return m_pipes[int(direction)]; }
    void lay(Direction direction, QTcpSocket *from, QTcpSocket *to);
    void take(Direction direction);
    void pass(Direction direction);

    FaultProxy &m_proxy;
    QTcpSocket m_toServer;
    Pipe m_pipes[2];
    QElapsedTimer m_clock;
    bool m_swallows = false;
    bool m_isReset = false;
};

} // namespace hearth
