#include "server/features/tokenwatch.h"

#include "server/features/channelaccess.h"

namespace hearth::server {

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

//! The reader answers in order: whoever was let in before a number is in m_inUse by the time that it is told.
TokenWatch::TokenWatch(const Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_revocations(
          services.storage, [](Database &db) { return db.sessions().revocations(); },
          [this](qint64) { checkAll(); })
{}

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

void TokenWatch::checkAll()
{
    struct Looked
    {
        QList<QByteArray> revoked;
        Holders holders;
    };
    m_services.storage.read<Looked>(
        this,
        [hashes = m_inUse.keys()](Database &db) -> Result<Looked> {
            Looked looked;
            for (const QByteArray &hash : hashes) {
                const auto who = callerByToken(db, hash);
                if (who)
                    looked.holders.insert(hash, who->caller.user);
                else if (who.error().code == ErrorCode::Unauthorized)
                    looked.revoked += hash;
                else
                    return who.error();
            }
            return looked;
        },
        [this](const Result<Looked> &looked) {
            if (!looked)
                return m_revocations.tellAgain();
            for (const QByteArray &hash : looked->revoked) {
                closeSockets(m_services.chat, m_inUse.value(hash).userId, hash);
                Q_EMIT revoked(hash);
            }
            for (auto it = looked->holders.cbegin(); it != looked->holders.cend(); ++it)
                setRole(it.key(), *it);
            Q_EMIT this->looked(looked->holders);
        });
}

void TokenWatch::setRole(const QByteArray &tokenHash, const protocol::User &holder)
{
    for (Socket *socket : m_services.chat.socketsIn(personalRoom(holder.id))) {
        Caller &caller = *std::any_cast<Caller>(&socket->data);
        if (caller.tokenHash != tokenHash || caller.user.role == holder.role)
            continue;
        caller.user.role = holder.role;
        enterTeam(*socket);
        Q_EMIT changed(*socket);
    }
}

} // namespace hearth::server
