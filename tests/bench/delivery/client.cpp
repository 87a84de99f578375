#include "tests/bench/delivery/client.h"

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

enum Opcode { Text = 1, Close = 8 };

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
    m_out = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
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
    m_out += char(0x80 | Text);
    if (text.size() < 126) {
        m_out += char(0x80 | text.size());
    } else {
        m_out += char(0x80 | 126);
        m_out += char(text.size() >> 8);
        m_out += char(text.size());
    }
    const auto key = std::uint32_t(m_random()); // RFC 6455, 5.3: a client masks
    char mask[4];
    for (int i = 0; i < 4; ++i)
        m_out += mask[i] = char(key >> (8 * i));
    for (std::size_t i = 0; i < text.size(); ++i)
        m_out += char(text[i] ^ mask[i % 4]);
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

//! Takes one whole frame from what was read. The server's frames are short enough never to be in fragments.
bool Client::next(std::string_view &text)
{
    for (;;) {
        const auto *bytes = reinterpret_cast<const unsigned char *>(m_in.data()) + m_read;
        const std::size_t size = m_in.size() - m_read;
        if (size < 2)
            return false;
        std::size_t length = bytes[1] & 0x7f;
        std::size_t head = 2;
        if (length >= 126) {
            head += length == 126 ? 2 : 8;
            if (size < head)
                return false;
            length = 0;
            for (std::size_t i = 2; i < head; ++i)
                length = length << 8 | bytes[i];
        }
        if (size < head + length)
            return false;
        text = std::string_view(m_in).substr(m_read + head, length);
        m_read += head + length;
        const int opcode = bytes[0] & 0x0f;
        if (opcode == Close)
            throw std::runtime_error(
                "closed: " + std::string(text.substr(std::min<std::size_t>(2, text.size()))));
        if (opcode == Text)
            return true;
    }
}

} // namespace hearth::bench
