#include "tests/bench/streams/reader.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace hearth::bench {

namespace {

[[noreturn]] void fail(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

int connected(std::uint16_t port, int receiveBuffer)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receiveBuffer > 0)
        ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        fail("connect");
    return descriptor;
}

//! Server-Sent Events in chunks (RFC 9112, section 7.1), as they come.
class StreamReader final : public Reader
{
public:
    StreamReader(std::uint16_t port, const std::string &token, const std::string &channels)
        : m_descriptor(askForStream(port, token, channels))
    {
        std::size_t end = std::string::npos;
        while ((end = m_in.find("\r\n\r\n")) == std::string::npos)
            fill();
        if (!m_in.starts_with("HTTP/1.1 200") || m_in.find("chunked") > end)
            throw std::runtime_error("no stream: " + m_in.substr(0, m_in.find("\r\n")));
        m_in.erase(0, end + 4);
        ::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) | O_NONBLOCK);
    }
    ~StreamReader() override { ::close(m_descriptor); }
    StreamReader(const StreamReader &) = delete;
    StreamReader &operator=(const StreamReader &) = delete;

    int descriptor() const override { return m_descriptor; }

    void take(void *context, Update update) override
    {
        fill();
        std::size_t at = 0;
        while (takeChunk(at)) {
        }
        m_in.erase(0, at);
        std::size_t begin = 0;
        for (std::size_t end = 0; (end = m_text.find("\n\n", begin)) != std::string::npos; begin = end + 2) {
            const auto event = std::string_view(m_text).substr(begin, end - begin);
            const auto data = event.find("\ndata: ");
            if (event.starts_with("event: update\n") && data != std::string_view::npos)
                update(context, event.substr(data + 7));
        }
        m_text.erase(0, begin);
    }

private:
    //! One read; blocking at first.
    void fill()
    {
        char buffer[64 * 1024];
        const ssize_t got = ::recv(m_descriptor, buffer, sizeof buffer, 0);
        if (got == 0)
            throw std::runtime_error("the stream ended");
        if (got < 0 && errno != EAGAIN)
            fail("recv");
        if (got > 0)
            m_in.append(buffer, std::size_t(got));
    }

    bool takeChunk(std::size_t &at)
    {
        const auto line = m_in.find("\r\n", at);
        if (line == std::string::npos)
            return false;
        std::size_t size = 0;
        std::from_chars(m_in.data() + at, m_in.data() + line, size, 16);
        if (size == 0)
            throw std::runtime_error("the stream ended");
        if (m_in.size() < line + 2 + size + 2)
            return false;
        m_text.append(m_in, line + 2, size);
        at = line + 2 + size + 2;
        return true;
    }

    int m_descriptor;
    std::string m_in;
    std::string m_text;
};

class SocketReader final : public Reader
{
public:
    SocketReader(std::uint16_t port, const std::string &token, const std::string &channels)
        : m_client(port, token)
    {
        std::stringstream names(channels);
        int asked = 0;
        for (std::string name; std::getline(names, name, ','); ++asked)
            m_client.queue("42" + std::to_string(asked) + "[\"subscribe\",\"" + name + "\"]");
        m_client.flush();
        for (int answered = 0; answered < asked;) {
            const auto text = m_client.receive();
            if (!text.starts_with("43"))
                continue;
            if (text.find("\"ok\":true") == std::string_view::npos)
                throw std::runtime_error("not subscribed: " + std::string(text));
            ++answered;
        }
        m_client.unblock();
    }

    int descriptor() const override { return m_client.descriptor(); }

    void take(void *context, Update update) override
    {
        m_client.take([&](std::string_view text) {
            constexpr std::string_view head = "42[\"channel:update\",";
            if (text.starts_with(head))
                update(context, text.substr(head.size()));
            else if (text == "2")
                m_client.queue("3"); // Engine.IO's heartbeat
        });
        m_client.flush();
    }

private:
    Client m_client;
};

} // namespace

int askForStream(std::uint16_t port, const std::string &token, const std::string &channels, int receiveBuffer)
{
    const int descriptor = connected(port, receiveBuffer);
    const std::string request = "GET /events/stream?channels=" + channels +
                                " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
                                "\r\nAccept: text/event-stream\r\n\r\n";
    if (::send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) != ssize_t(request.size()))
        fail("send");
    return descriptor;
}

long queuedBytesOf(std::uint16_t port)
{
    const int descriptor = connected(port, 0);
    const std::string request = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    ::send(descriptor, request.data(), request.size(), MSG_NOSIGNAL);
    std::string text;
    char buffer[64 * 1024];
    for (ssize_t got = 0; (got = ::recv(descriptor, buffer, sizeof buffer, 0)) > 0;)
        text.append(buffer, std::size_t(got));
    ::close(descriptor);
    constexpr std::string_view name = "\nhearth_send_queue_bytes";
    const auto at = text.find(name);
    const auto space = at == std::string::npos ? at : text.find(' ', at);
    return space == std::string::npos ? 0 : long(std::atof(text.c_str() + space));
}

std::unique_ptr<Reader> streamReader(
    std::uint16_t port, const std::string &token, const std::string &channels)
{
    return std::make_unique<StreamReader>(port, token, channels);
}

std::unique_ptr<Reader> socketReader(
    std::uint16_t port, const std::string &token, const std::string &channels)
{
    return std::make_unique<SocketReader>(port, token, channels);
}

} // namespace hearth::bench
