#include "server/features/tokenwatch.h"

namespace hearth::server {

namespace {
constexpr int pollMs = 500;
} // namespace

void closeSockets(Namespace &chat, const QString &userId, const QByteArray &tokenHash)
{
    for (Socket *socket : chat.socketsIn(personalRoom(userId))) {
        if (callerOf(*socket).tokenHash == tokenHash)
            socket->close(CloseCode::TokenRevoked);
    }
}

void closeOtherSockets(Namespace &chat, const QString &userId, const QByteArray &keptHash)
{
    for (Socket *socket : chat.socketsIn(personalRoom(userId))) {
        if (keptHash.isEmpty() || callerOf(*socket).tokenHash != keptHash)
            socket->close(CloseCode::TokenRevoked);
    }
}

TokenWatch::TokenWatch(const Services &services, QObject *parent) : QObject(parent), m_services(services)
{
    connect(&m_timer, &QTimer::timeout, this, &TokenWatch::poll);
    m_timer.start(pollMs);
}

void TokenWatch::hold(const Caller &caller)
{
    Use &use = m_inUse[caller.tokenHash];
    use.userId = caller.user.id;
    ++use.count;
}

void TokenWatch::release(const Caller &caller)
{
    const auto use = m_inUse.find(caller.tokenHash);
    if (use != m_inUse.end() && --use->count == 0)
        m_inUse.erase(use);
}

void TokenWatch::poll()
{
    m_services.storage.read<qint64>(
        this, [](Database &db) { return db.sessions().revocations(); },
        [this](const Result<qint64> &count) {
            // The reader answers in order: whoever was let in before this count is in m_inUse by now.
            if (count && std::exchange(m_known, *count) != *count)
                checkAll();
        });
}

void TokenWatch::checkAll()
{
    m_services.storage.read<QList<QByteArray>>(
        this,
        [hashes = m_inUse.keys()](Database &db) -> Result<QList<QByteArray>> {
            QList<QByteArray> revoked;
            for (const QByteArray &hash : hashes) {
                const auto isUnknown = [](const auto &holder) {
                    return !holder && holder.error().code == ErrorCode::Unauthorized;
                };
                if (isUnknown(db.sessions().userByToken(hash)) && isUnknown(db.channels().tokenByHash(hash)))
                    revoked += hash;
            }
            return revoked;
        },
        [this](const Result<QList<QByteArray>> &revoked) {
            if (!revoked)
                return void(m_known = -1); // ask again
            for (const QByteArray &hash : *revoked) {
                closeSockets(m_services.chat, m_inUse.value(hash).userId, hash);
                Q_EMIT this->revoked(hash);
            }
        });
}

} // namespace hearth::server
