#include "tests/bench/fanout/member.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hearth::bench {

namespace {

constexpr std::size_t readSize = 256 * 1024;
std::array<char, readSize> buffer;

//! A client's frame (RFC 6455), with a mask of zeros: valid, and free.
std::string frameOf(std::string_view text)
{
    std::string out("\x81", 1);
    if (text.size() < 126) {
        out += char(0x80 | text.size());
    } else {
        out += char(0x80 | 126);
        out += char(text.size() >> 8);
        out += char(text.size() & 0xFF);
    }
    out.append(4, '\0');
    return out.append(text);
}

} // namespace

Member::~Member()
{
    close();
}

int Member::open()
{
    m_descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(m_options.port));
    ::inet_pton(AF_INET, m_options.host.c_str(), &address.sin_addr);
    const int on = 1;
    if (m_descriptor < 0 ||
        ::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        m_refusal = std::strerror(errno);
        m_state = State::Gone;
        return m_descriptor;
    }
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::fcntl(m_descriptor, F_SETFL, O_NONBLOCK);
    const std::string request =
        "GET " + m_options.path + "?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + m_options.host + ":" +
        std::to_string(m_options.port) +
        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    [[maybe_unused]] const auto sent = ::send(m_descriptor, request.data(), request.size(), MSG_NOSIGNAL);
    return m_descriptor;
}

void Member::close()
{
    if (m_descriptor < 0)
        return;
    const linger reset{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    ::close(m_descriptor);
    m_descriptor = -1;
    m_state = State::Gone;
}

void Member::send(std::string_view text)
{
    const std::string frame = frameOf(text);
    [[maybe_unused]] const auto sent = ::send(m_descriptor, frame.data(), frame.size(), MSG_NOSIGNAL);
}

void Member::emit(std::string_view event)
{
    send("42" + std::string(event));
}

void Member::readable(const Event &event)
{
    const auto got = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0) {
        if (m_refusal.empty())
            m_refusal = "the server closed the connection";
        return close();
    }
    m_input.append(buffer.data(), std::size_t(got));
    if (m_state == State::Upgrading)
        takeHead();
    if (m_state != State::Upgrading && m_state != State::Gone)
        takeFrames(event);
}

void Member::takeHead()
{
    const std::size_t end = m_input.find("\r\n\r\n");
    if (end == std::string::npos)
        return;
    if (m_input.rfind("HTTP/1.1 101", 0) != 0) {
        m_refusal = m_input.substr(0, m_input.find('\r'));
        return close();
    }
    m_input.erase(0, end + 4);
    m_state = State::Opening;
}

void Member::takeFrames(const Event &event)
{
    std::size_t at = 0;
    while (m_input.size() - at >= 2 && m_descriptor >= 0) {
        const auto byte = [&](std::size_t i) {
            return std::size_t(static_cast<unsigned char>(m_input[at + i]));
        };
        std::size_t head = 2;
        std::size_t size = byte(1) & 0x7F;
        if (size >= 126)
            head = size == 126 ? 4 : 10;
        if (m_input.size() - at < head)
            break;
        if (head > 2) {
            size = 0;
            for (std::size_t i = 2; i < head; ++i)
                size = size << 8 | byte(i);
        }
        if (m_input.size() - at - head < size)
            break;
        if ((byte(0) & 0x0F) == 8)
            m_refusal = "closed with " + std::to_string(byte(head) << 8 | byte(head + 1));
        if ((byte(0) & 0x0F) == 1)
            takeText(std::string_view(m_input).substr(at + head, size), event);
        at += head + size;
    }
    m_input.erase(0, at);
}

void Member::takeText(std::string_view text, const Event &event)
{
    const auto begins = [&](std::string_view start) { return text.substr(0, start.size()) == start; };
    if (begins("42")) {
        if (m_state == State::Ready)
            event(*this, text.substr(2));
    } else if (text == "2") {
        send("3");
    } else if (begins("0{")) {
        m_state = State::Connecting;
        send("40{\"token\":\"" + m_options.token + "\"}");
    } else if (begins("40{")) {
        m_state = State::Joining;
        send("420[\"join:room\",\"" + m_room + "\"]");
    } else if (begins("430[")) {
        m_state = State::Ready;
    } else if (begins("44")) {
        m_refusal = std::string(text);
        close();
    }
}

} // namespace hearth::bench
