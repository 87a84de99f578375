#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace hearth::bench {

//! One Socket.IO client over a WebSocket, on a non-blocking descriptor: connects, signs in, joins its room,
//! then hands over every event that comes.
class Member
{
public:
    struct Options
    {
        std::string host = "127.0.0.1";
        int port = 0;
        std::string path = "/socket.io/";
        std::string token;
    };
    enum class State { Upgrading, Opening, Connecting, Joining, Ready, Gone };

    //! `event` gets the text behind `42`, or the whole of an ack, valid for the call.
    using Event = std::function<void(Member &, std::string_view event)>;

    Member(const Options &options, std::string room, int roomIndex, int serverIndex = 0)
        : m_options(options), m_room(std::move(room)), m_roomIndex(roomIndex), m_serverIndex(serverIndex)
    {}
    ~Member();
    Member(const Member &) = delete;
    Member &operator=(const Member &) = delete;

    //! Gives the descriptor, to be watched for input.
    [[nodiscard]] int open();
    //! Reads what there is.
    void readable(const Event &event);
    //! `42` and the event, asking for no ack.
    void emit(std::string_view event);
    //! Closes with a reset, so that the machine keeps no trace of it.
    void close();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] int roomIndex() const { return m_roomIndex; }
    [[nodiscard]] int serverIndex() const { return m_serverIndex; }
    [[nodiscard]] const std::string &refusal() const { return m_refusal; }

private:
    void takeHead();
    void takeFrames(const Event &event);
    void takeText(std::string_view text, const Event &event);
    void send(std::string_view text);

    const Options &m_options;
    std::string m_room;
    int m_roomIndex;
    int m_serverIndex;
    int m_descriptor = -1;
    State m_state = State::Upgrading;
    std::string m_input; //!< of what is not complete
    std::string m_refusal;
};

} // namespace hearth::bench
