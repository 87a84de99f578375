#pragma once

#include "server/net/loop.h"
#include "server/presence/presenceboard.h"

#include <QHash>
#include <QSet>

namespace hearth::server {

//! Boards within one process: a server by itself has a hall of its own, with nobody else in it.
class MemoryBoard final : public PresenceBoard
{
public:
    struct Hall
    {
        QSet<MemoryBoard *> boards;
    };

    explicit MemoryBoard(Loop &loop, std::shared_ptr<Hall> hall = std::make_shared<Hall>());
    ~MemoryBoard() override;
    MemoryBoard(const MemoryBoard &) = delete;
    MemoryBoard &operator=(const MemoryBoard &) = delete;

    void put(const QString &userId, const PresencePart &part, const QStringList &sockets) override;
    void take(const QString &userId, qint64 lastSeen) override;
    [[nodiscard]] QList<PresencePart> others(const QString &userId) const override;
    [[nodiscard]] Figures figures() const override;

private:
    //! What another board says, from now on.
    void hear(
        const MemoryBoard *whose, const QString &userId, std::optional<PresencePart> part, qint64 lastSeen);
    void tell(const QString &userId, const std::optional<PresencePart> &part, qint64 lastSeen) const;

    Loop &m_loop;
    std::shared_ptr<Hall> m_hall;
    QHash<QString, PresencePart> m_own;
    QHash<QString, QHash<const MemoryBoard *, PresencePart>> m_others;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>();
};

} // namespace hearth::server
