#pragma once

#include <QByteArray>
#include <QObject>
#include <QTcpServer>

#include <functional>
#include <optional>

namespace hearth {

class FaultLink;

//! A TCP proxy that breaks what passes through it, with the faults that toxiproxy calls toxics: cut, black
//! hole, delay, slices, and a listener that is gone. On the loop of the test, like the server and the app.
//! What passes now and what comes later are both hit, until restore().
class FaultProxy : public QObject
{
public:
    enum class Direction { ToServer, ToClient };
    //! When a fault strikes: once `bytes` have passed in this direction behind the first `after` (empty: from
    //! now on), so that a frame or a handshake is hit in its middle.
    struct When
    {
        Direction direction = Direction::ToServer;
        qint64 bytes = 0;
        QByteArray after = {};
    };

    explicit FaultProxy(quint16 target);
    ~FaultProxy() override;

    //! The same for the proxy's whole life; nobody else gets it while the listener is gone.
    [[nodiscard]] quint16 port() const { return m_port; }
    void setTarget(quint16 port) { m_target = port; }

    //! Resets both ends of everything that is open. What comes next passes.
    void cut();
    //! No bytes and no ends of connections pass any more; connecting still works.
    void blackhole();
    //! Resets what is open, and refuses what comes.
    void refuse();
    //! Any of these, at a moment to come; one at a time.
    void strike(When when, std::function<void()> fault);
    //! Whether no fault is waiting for its moment.
    [[nodiscard]] bool hasStruck() const { return !m_when; }

    void setDelay(Direction direction, int ms) { m_delayMs[int(direction)] = ms; }
    //! Passes on so many bytes a turn of the loop, each in a segment of its own; 0: as they come.
    void setSlice(int bytes) { m_slice = bytes; }
    //! The link is back. What a black hole swallowed from stays dead, as where an address has changed.
    void restore();

    [[nodiscard]] int accepted() const { return m_accepted; }

private:
    friend class FaultLink;
    void accept();
    //! How many of these bytes pass before the fault, where it falls among them.
    [[nodiscard]] std::optional<qsizetype> strikesWithin(Direction direction, const QByteArray &bytes);
    void strikeNow();

    QTcpServer m_server;
    quint16 m_target;
    quint16 m_port = 0;
    int m_holder = -1;
    std::optional<When> m_when;
    std::function<void()> m_fault;
    QByteArray m_seen;
    int m_delayMs[2] = {0, 0};
    int m_slice = 0;
    int m_accepted = 0;
    bool m_isBlackhole = false;
};

} // namespace hearth
