#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace hearth {

//! A redis-server of its own, on a free port of this machine, that keeps nothing and ends with the test.
class RedisServer
{
public:
    //! `extra`: more of its configuration, a word each, such as `--requirepass`, `secret`.
    //! `isTls`: the port is of TLS, and plain it has none.
    explicit RedisServer(const QStringList &extra = {}, bool isTls = false);
    ~RedisServer();

    [[nodiscard]] bool isRunning() const { return m_process && m_process->state() == QProcess::Running; }
    [[nodiscard]] quint16 port() const { return m_port; }
    //! `127.0.0.1:PORT`
    [[nodiscard]] QString host() const;
    [[nodiscard]] QString url() const { return QStringLiteral("redis://") + host(); }
    //! With SIGKILL.
    void kill();
    //! Again, on the same port.
    bool start();
    //! SIGSTOP and SIGCONT.
    void signal(int number) const;

private:
    QTemporaryDir m_folder;
    QStringList m_extra;
    bool m_isTls;
    quint16 m_port = 0;
    std::unique_ptr<QProcess> m_process;
};

} // namespace hearth
