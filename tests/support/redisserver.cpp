#include "tests/support/redisserver.h"

#include <QTcpServer>

#include <csignal>

#include <sys/prctl.h>

namespace hearth {

namespace {

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

RedisServer::RedisServer(const QStringList &extra, bool isTls) : m_extra(extra), m_isTls(isTls)
{
    // Somebody may take the port in between.
    for (int attempt = 0; attempt < 5 && !isRunning(); ++attempt) {
        m_port = freePort();
        start();
    }
}

RedisServer::~RedisServer()
{
    kill();
}

QString RedisServer::host() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_port);
}

bool RedisServer::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    const QString port = QString::number(m_port);
    QStringList words{QStringLiteral("--port"), m_isTls ? QStringLiteral("0") : port,
        QStringLiteral("--tls-port"), m_isTls ? port : QStringLiteral("0"), QStringLiteral("--bind"),
        QStringLiteral("127.0.0.1"), QStringLiteral("--save"), QString(), QStringLiteral("--dir"),
        m_folder.path(), QStringLiteral("--loglevel"), QStringLiteral("notice")};
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->start(QStringLiteral("redis-server"), words + m_extra);
    QByteArray said;
    while (m_process->waitForReadyRead(10'000)) {
        said += m_process->readAll();
        if (said.contains("Ready to accept connections"))
            return true;
    }
    m_process->waitForFinished(1'000);
    qWarning("redis-server did not start: %s", said.constData());
    return false;
}

void RedisServer::kill()
{
    if (!m_process)
        return;
    signal(SIGCONT);
    m_process->kill();
    m_process->waitForFinished();
    m_process.reset();
}

void RedisServer::signal(int number) const
{
    if (isRunning())
        ::kill(pid_t(m_process->processId()), number);
}

} // namespace hearth
