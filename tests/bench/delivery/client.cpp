#include "tests/bench/delivery/client.h"

#include "tests/bench/frames.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace hearth::bench {

namespace {

[[noreturn]] void fail(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

} // namespace

Client::Client(std::uint16_t port, const std::string &token)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        fail("connect");
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    upgrade();
    receive(); // Engine.IO's OPEN
    queue("40{\"token\":\"" + token + "\"}");
    flush();
    if (const auto answer = receive(); !answer.starts_with("40"))
        throw std::runtime_error("not let in: " + std::string(answer));
}

Client::~Client()
{
    ::close(m_descriptor);
}

void Client::upgrade()
{
    m_out = upgradeRequest("127.0.0.1");
    flush();
    std::size_t end = std::string::npos;
    while ((end = m_in.find("\r\n\r\n")) == std::string::npos)
        fill();
    if (!m_in.starts_with("HTTP/1.1 101"))
        throw std::runtime_error("no upgrade: " + m_in.substr(0, m_in.find("\r\n")));
    m_read = end + 4;
}

void Client::queue(std::string_view text)
{
    appendFrame(m_out, text);
}

void Client::flush()
{
    while (!m_out.empty()) {
        const ssize_t sent = ::send(m_descriptor, m_out.data(), m_out.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN)
            return;
        if (sent < 0)
            fail("send");
        m_out.erase(0, std::size_t(sent));
    }
}

void Client::unblock()
{
    ::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) | O_NONBLOCK);
}

std::string_view Client::receive()
{
    std::string_view text;
    while (!next(text))
        fill();
    return text;
}

//! One read; blocking until `unblock`.
void Client::fill()
{
    m_in.erase(0, m_read);
    m_read = 0;
    char buffer[64 * 1024];
    const ssize_t got = ::recv(m_descriptor, buffer, sizeof buffer, 0);
    if (got == 0)
        throw std::runtime_error("the server hung up");
    if (got < 0 && errno != EAGAIN)
        fail("recv");
    if (got > 0)
        m_in.append(buffer, std::size_t(got));
}

//! The next text among the frames that were read.
bool Client::next(std::string_view &text)
{
    for (ServerFrame frame; takeFrame(m_in, m_read, frame);) {
        text = frame.payload;
        if (frame.opcode == ServerFrame::Close)
            throw std::runtime_error(
                "closed: " + std::string(text.substr(std::min<std::size_t>(2, text.size()))));
        if (frame.opcode == ServerFrame::Text)
            return true;
    }
    return false;
}

} // namespace hearth::bench
