#pragma once

#include "server/net/httpparser.h"
#include "server/net/httpupload.h"
#include "server/net/stream.h"

namespace hearth::server {

class HttpConnection;

//! One request, and the way to answer it: once, on the loop's thread, now or later. After the peer has gone
//! an answer does nothing.
class HttpExchange
{
public:
    HttpExchange(HttpConnection &connection, HttpRequest request_)
        : request(std::move(request_)), m_connection(&connection)
    {}

    void respond(const HttpResponse &response);
    [[nodiscard]] bool isOpen() const { return m_connection != nullptr; }

    const HttpRequest request;
    //! The peer left before the answer.
    std::function<void()> onGone;

private:
    friend class HttpConnection;
    HttpConnection *m_connection; //!< null once answered, or without anybody to answer
};

//! One peer's HTTP/1.1 until it leaves or becomes a WebSocket. One request at a time, keep-alive; the head
//! must be complete within handshakeMs, the body within bodyMs, an upload's within uploadStalledMs since its
//! last bytes.
class HttpConnection final : public Stream::Handler, public Retired, private BodyWriter, private BodySource
{
public:
    class Host
    {
    public:
        virtual void requested(const std::shared_ptr<HttpExchange> &exchange) = 0;
        //! Before anybody sees the request: who it is from, where the peer is a proxy.
        virtual void identify(HttpRequest &) const {}
        //! How many bytes the body of an upload may have; nothing: it is an ordinary request.
        [[nodiscard]] virtual std::optional<qint64> uploadBytes(const HttpRequest &head) = 0;
        //! An upload's head is here. Who takes the body; null where it was answered at once.
        [[nodiscard]] virtual std::shared_ptr<HttpUpload> uploadRequested(
            const std::shared_ptr<HttpExchange> &exchange) = 0;
        //! The head is here and its body is not; what this gives is held until there is nothing to wait for.
        [[nodiscard]] virtual std::shared_ptr<void> bodyAwaited(const HttpRequest &head) = 0;
        //! The peer asks for a WebSocket: takeStream(), or answer with refuse().
        virtual void upgradeRequested(HttpConnection &connection, const HttpRequest &request) = 0;
        virtual void requestRefused(const Error &error) = 0;
        //! The peer took what it asked for too slowly, and is closed.
        virtual void readTooSlowly() = 0;
        //! It has no stream any more; nothing follows.
        virtual void ended(HttpConnection &connection) = 0;

    protected:
        ~Host() = default;
    };

    HttpConnection(Stream::Pointer stream, const Limits &limits, Host &host);
    ~HttpConnection() override;

    [[nodiscard]] const Stream &stream() const { return *m_stream; }
    //! Hands over the peer, and in `rest` what came behind the request. ended() follows by itself.
    [[nodiscard]] Stream::Pointer takeStream(QByteArray &rest);
    //! Closes now, or behind the answer that is under way.
    void endSoon();
    //! Answers and closes.
    void refuse(const HttpResponse &response);

    void received(QByteArrayView bytes) override;
    void drained() override;
    void gone() override;

private:
    friend class HttpExchange;
    void work();
    [[nodiscard]] bool feed();
    [[nodiscard]] bool mayFeed() const;
    [[nodiscard]] HttpRequest requestOfPeer() const;
    void begin();
    void beginUpload();
    void deliver();
    void answer(const HttpResponse &response, bool isHead, bool keepsAlive);
    void answered(bool keepsAlive);
    void write(const QByteArray &bytes) override;
    void end() override;
    void fail() override;
    [[nodiscard]] qint64 queuedBytes() const override;
    void pause() override;
    void resume() override;
    //! Later: whoever calls may be the body itself.
    void releaseBody();
    void closeSlowReader();
    //! Closes it where it has taken nothing for too long.
    void checkReader();
    [[nodiscard]] bool isAnswering() const { return m_exchange || m_body; }
    void refuse(const Error &error);
    void giveUp();
    void finish();
    void endConnection();

    //! What becomes of the body of the request that is read.
    enum class Reading {
        Whole,  //!< it is handed over once it is whole
        Upload, //!< it is handed over while it comes
        Paused, //!< the upload takes nothing for now
        Done,   //!< the upload has all of it
    };

    Stream::Pointer m_stream;
    const Limits &m_limits;
    Host &m_host;
    QByteArray m_input;
    std::unique_ptr<HttpParser> m_parser;
    std::shared_ptr<HttpExchange> m_exchange;
    std::shared_ptr<void> m_awaitsBody; //!< the host's
    std::shared_ptr<HttpBody> m_body;   //!< of the answer that goes on
    qint64 m_waitsSince = 0;            //!< when the first of what is queued was written; 0: nothing is
    bool m_keepsAliveAfterBody = false;
    bool m_isChunked = false;             //!< RFC 9112, section 7.1
    std::shared_ptr<HttpUpload> m_upload; //!< takes the body of the request that is not answered yet
    Reading m_reading = Reading::Whole;
    bool m_isContinueDue = false; //!< the peer waits to be told that it may send the body
    Timer m_timer;
    bool m_isWorking = false;
    bool m_isFinished = false;
    bool m_isLast = false; //!< the request that is under way
};

} // namespace hearth::server
