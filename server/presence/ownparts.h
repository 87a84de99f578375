#pragma once

#include "server/presence/presencewire.h"

#include <QHash>

#include <deque>

namespace hearth::server::presence {

//! What this server has to say, and what of it Redis may not know yet: of each person the last state alone,
//! however often it changed. Bounded by the number of accounts.
class OwnParts
{
public:
    //! For scripts/put.lua.
    struct Batch
    {
        QHash<QString, bool> isNews; //!< by person; what is no news stands in Redis already, or should
        QList<QByteArray> arguments;
    };

    void put(const QString &userId, const PresencePart &part, const QStringList &sockets);
    void take(const QString &userId, qint64 lastSeen);
    //! Redis may know nothing at all.
    void sayAllAgain();
    //! It did not arrive, or that is not known.
    void sayAgain(const Batch &batch);

    //! The longest waiting ones. `tells`: others hear of what is news.
    [[nodiscard]] Batch next(qsizetype most, bool tells);
    [[nodiscard]] bool isAllSaid() const { return m_waiting.isEmpty(); }
    //! People who have a part.
    [[nodiscard]] qsizetype count() const { return m_parts.size(); }

private:
    struct Waiting
    {
        bool isNews = false;
        qint64 lastSeen = 0; //!< of who has gone
    };
    void wait(const QString &userId, bool isNews, qint64 lastSeen);

    QHash<QString, WrittenPart> m_parts;
    QHash<QString, Waiting> m_waiting;
    std::deque<QString> m_order; //!< of those who wait
    qint64 m_rev = 0;
};

} // namespace hearth::server::presence
