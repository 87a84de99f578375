#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hearth::bench {

//! One Socket.IO client on a raw socket. It does as little as it can, so that the server is what is measured.
//! Blocking until `unblock`; what fails throws std::runtime_error.
class Client
{
public:
    //! Connects, upgrades and signs in.
    Client(std::uint16_t port, const std::string &token);
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    int descriptor() const { return m_descriptor; }
    //! Puts a text message behind what waits to be sent.
    void queue(std::string_view text);
    //! Sends what waits; what does not fit into the socket waits on.
    void flush();
    //! The next text message, blocking. Valid until the next call.
    std::string_view receive();
    //! From here on `take` is to be used.
    void unblock();
    //! Reads what there is and calls `packet` with each text message in it.
    template <class Packet>
    void take(Packet packet)
    {
        fill();
        std::string_view text;
        while (next(text))
            packet(text);
    }

private:
    void upgrade();
    void fill();
    bool next(std::string_view &text);

    int m_descriptor = -1;
    std::string m_in;
    std::size_t m_read = 0; //!< bytes of m_in that were taken
    std::string m_out;
};

} // namespace hearth::bench
