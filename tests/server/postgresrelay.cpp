#include "tests/server/postgresrelay.h"

#include <QUrl>
#include <QUrlQuery>

#include <gtest/gtest.h>

#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace hearth::test {

namespace {

const QString socketName = QStringLiteral("/.s.PGSQL.5432");

sockaddr_un addressOf(const QByteArray &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.constData(), sizeof address.sun_path - 1);
    return address;
}

int newSocket()
{
    return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

} // namespace

PostgresRelay::PostgresRelay(const QString &url) : m_listener(newSocket())
{
    QUrl address(url);
    QUrlQuery query(address);
    m_target = (query.queryItemValue(QStringLiteral("host")) + socketName).toUtf8();
    query.removeQueryItem(QStringLiteral("host"));
    query.addQueryItem(QStringLiteral("host"), m_folder.path());
    address.setQuery(query);
    m_url = address.toString();
    const sockaddr_un own = addressOf((m_folder.path() + socketName).toUtf8());
    EXPECT_EQ(::bind(m_listener, reinterpret_cast<const sockaddr *>(&own), sizeof own), 0);
    EXPECT_EQ(::listen(m_listener, 16), 0);
    m_thread = std::thread([this] { run(); });
}

PostgresRelay::~PostgresRelay()
{
    ::shutdown(m_listener, SHUT_RDWR); // wakes the thread
    m_thread.join();
    ::close(m_listener);
}

void PostgresRelay::set(Fault fault, Fault next)
{
    m_next = next;
    m_fault = fault;
}

void PostgresRelay::run()
{
    for (;;) {
        std::vector<pollfd> polled{{m_listener, POLLIN, 0}};
        for (const Link &link : m_links) {
            polled.push_back({link.client, POLLIN, 0});
            polled.push_back({link.server, POLLIN, 0});
        }
        ::poll(polled.data(), polled.size(), -1);
        std::size_t at = 1;
        for (Link &link : m_links) {
            for (const bool isFromClient : {true, false}) {
                if (polled[at++].revents != 0 && !link.isOver)
                    pass(link, isFromClient);
            }
        }
        const bool isEnd = (polled[0].revents & POLLHUP) != 0;
        for (Link &link : m_links) {
            link.isOver = link.isOver || isEnd;
            if (link.isOver) {
                ::close(link.client);
                ::close(link.server);
            }
        }
        m_links.remove_if([](const Link &link) { return link.isOver; });
        if (isEnd)
            return;
        if (polled[0].revents != 0)
            accept();
    }
}

void PostgresRelay::accept()
{
    Link link{::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC)};
    ++m_sessions;
    if (m_fault == Fault::Session) {
        if (m_onRefused)
            m_onRefused();
        ::close(link.client);
        return;
    }
    link.server = newSocket();
    const sockaddr_un target = addressOf(m_target);
    link.isOver = ::connect(link.server, reinterpret_cast<const sockaddr *>(&target), sizeof target) != 0;
    m_links.push_back(link);
}

void PostgresRelay::pass(Link &link, bool isFromClient)
{
    QByteArray bytes(64 * 1024, Qt::Uninitialized);
    const ssize_t count = ::recv(isFromClient ? link.client : link.server, bytes.data(), bytes.size(), 0);
    // COMMIT is a line of its own in transactions.sql; the server has nothing else to say before it.
    const bool isCommit = isFromClient && count > 0 && bytes.left(count).contains("\nCOMMIT\n");
    if (isCommit && m_fault == Fault::AnswerToCommit)
        link.isCommitting = true;
    const bool isStruck = isFromClient ? isCommit && m_fault == Fault::Commit : link.isCommitting;
    if (isStruck)
        m_fault = m_next.load();
    const int to = isFromClient ? link.server : link.client;
    link.isOver =
        count <= 0 || isStruck || ::send(to, bytes.constData(), std::size_t(count), MSG_NOSIGNAL) != count;
}

} // namespace hearth::test
