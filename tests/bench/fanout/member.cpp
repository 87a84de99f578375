#include "tests/bench/fanout/member.h"

#include "tests/bench/frames.h"

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
        upgradeRequest(m_options.host + ":" + std::to_string(m_options.port), m_options.path);
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
    std::string frame;
    appendFrame(frame, text);
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
    for (ServerFrame frame; m_descriptor >= 0 && takeFrame(m_input, at, frame);) {
        if (frame.opcode == ServerFrame::Close && frame.payload.size() >= 2) {
            const auto byte = [&](std::size_t i) {
                return int(static_cast<unsigned char>(frame.payload[i]));
            };
            m_refusal = "closed with " + std::to_string(byte(0) << 8 | byte(1));
        }
        if (frame.opcode == ServerFrame::Text)
            takeText(frame.payload, event);
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
    } else if (begins("43")) {
        event(*this, text);
    } else if (begins("44")) {
        m_refusal = std::string(text);
        close();
    }
}

} // namespace hearth::bench
