#include "server/engine/pollingtransport.h"

#include "shared/base/utf8.h"
#include "shared/engineio/payload.h"

#include <algorithm>

namespace hearth::server {

using engineio::Packet;
using engineio::PacketType;

namespace {

const QByteArray plainText = "text/plain; charset=UTF-8";

//! python-engineio takes no more at once, and leaves.
constexpr std::size_t packetsAnAnswer = 16;

//! The packet that a finished WebSocket frame holds.
Packet packetOf(const Frame &frame)
{
    const QByteArrayView payload = payloadOf(frame);
    if (isBinary(frame))
        return {PacketType::Message, payload.toByteArray(), true};
    return {PacketType(payload.front()), payload.sliced(1).toByteArray(), false};
}

} // namespace

PollingTransport::PollingTransport(
    Loop &loop, const PeerAddress &peer, const Bounds &bounds, Decorate decorate)
    : m_loop(loop)
    , m_peer(peer)
    , m_bounds(bounds)
    , m_decorate(std::move(decorate))
    , m_closeTimer(loop.timers(), [this] { end(m_closeCode); })
{}

PollingTransport::~PollingTransport()
{
    *m_isAlive = false;
    if (m_held)
        m_held->onGone = {};
}

void PollingTransport::get(const Exchange &exchange)
{
    if (m_held && m_held->isOpen())
        return overlap(exchange);
    m_held = exchange;
    exchange->onGone = [this] { end(quint16(CloseCode::GoingAway)); };
    if (!m_queue.empty() || m_isUpgrading || m_closeCode != 0)
        answerHeld();
}

void PollingTransport::post(const Exchange &exchange)
{
    if (isPosting())
        return overlap(exchange);
    // What a WebSocket would refuse must not reach one by the way of a broadcast.
    const auto packets = engineio::decodePayload(exchange->request.body);
    if (!packets || !isValidUtf8(exchange->request.body)) {
        respond(exchange, 400, "text/html", {});
        return end(quint16(CloseCode::TransportError));
    }
    m_isPosting = true;
    // A packet may end the session, and this transport with it, at the end of the turn.
    for (const Packet &packet : *packets) {
        if (m_hasEnded || m_closeCode != 0 || !handler())
            break;
        if (packet.isBinary)
            handler()->binaryReceived(*this, packet.data);
        else
            handler()->packetReceived(*this, engineio::encodeText(packet));
    }
    m_isPosting = false;
    respond(exchange, 200, "text/html", "ok");
}

std::shared_ptr<void> PollingTransport::beginPost()
{
    if (isPosting()) {
        end(quint16(CloseCode::TransportError));
        return nullptr;
    }
    const auto post = std::make_shared<char>();
    m_awaitedPost = post;
    return post;
}

void PollingTransport::overlap(const Exchange &exchange)
{
    respond(exchange, 400, "text/html", {});
    end(quint16(CloseCode::TransportError));
}

void PollingTransport::beginUpgrade()
{
    m_isUpgrading = true;
    if (isWritable())
        answerHeld();
}

std::vector<Frame> PollingTransport::takeQueue()
{
    if (isWritable())
        answerHeld();
    m_hasEnded = true;
    return std::exchange(m_queue, {});
}

void PollingTransport::send(const Frame &frame)
{
    if (m_closeCode != 0 || m_hasEnded)
        return;
    m_queuedBytes += frame.bytes.size();
    if (m_bounds.sendQueueBytes > 0 && m_queuedBytes > m_bounds.sendQueueBytes)
        return close(CloseCode::SlowReader);
    m_queue.push_back(frame);
    if (isWritable())
        answerAtTurnEnd();
}

void PollingTransport::answerAtTurnEnd()
{
    if (std::exchange(m_isAnswerDue, true))
        return;
    // So that all that one turn says goes into one answer.
    m_loop.atTurnEnd([this, isAlive = m_isAlive] {
        if (!*isAlive)
            return;
        m_isAnswerDue = false;
        if (isWritable() && !m_queue.empty())
            answerHeld();
    });
}

void PollingTransport::answerHeld()
{
    QList<Packet> packets;
    const auto last = m_queue.begin() + std::ptrdiff_t(std::min(m_queue.size(), packetsAnAnswer));
    for (auto frame = m_queue.begin(); frame != last; ++frame) {
        m_queuedBytes -= frame->bytes.size();
        packets.append(packetOf(*frame));
    }
    m_queue.erase(m_queue.begin(), last);
    if (m_closeCode != 0)
        packets = {{PacketType::Close, {}, false}};
    else if (packets.isEmpty())
        packets = {{PacketType::Noop, {}, false}};
    const Exchange exchange = std::exchange(m_held, nullptr);
    respond(exchange, 200, plainText, engineio::encodePayload(packets));
    if (m_closeCode != 0)
        end(m_closeCode);
}

void PollingTransport::respond(
    const Exchange &exchange, int status, const QByteArray &type, const QByteArray &body)
{
    HttpResponse response;
    response.status = status;
    response.contentType = type;
    response.body = body;
    m_decorate(exchange->request, response);
    exchange->respond(response);
}

void PollingTransport::close(CloseCode code)
{
    if (m_closeCode != 0 || m_hasEnded)
        return;
    m_closeCode = quint16(code);
    if (isWritable())
        return answerHeld();
    m_closeTimer.start(m_bounds.closeMs);
}

void PollingTransport::end(quint16 code)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_closeTimer.stop();
    if (const Exchange held = std::exchange(m_held, nullptr)) {
        held->onGone = {};
        respond(held, 200, plainText, engineio::encodePayload({{PacketType::Close, {}, false}}));
    }
    if (handler())
        handler()->transportClosed(*this, code);
}

} // namespace hearth::server
