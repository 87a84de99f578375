#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace hearth::server::presence {

//! The other nodes, and whether they live: by their beats, which Redis' clock stamps, seen over the time for
//! which this node has seen them. Nobody's wall clock decides, and no time passes while Redis is away.
class Nodes
{
public:
    using Beats = QList<std::pair<QString, QByteArray>>;
    struct Seen
    {
        QList<QString> isNew;    //!< not seen yet on this connection to Redis
        QList<QString> isProven; //!< has beaten on this connection: what it says in Redis is all of it
        QList<QString> isDead;
    };

    Nodes(qint64 deadMs, qsizetype maxNodes) : m_deadMs(deadMs), m_maxNodes(maxNodes) {}

    //! To Redis, maybe an empty one.
    void connected();
    //! All beats that there are, `elapsedMs` after the last time.
    [[nodiscard]] Seen look(const Beats &beats, qint64 elapsedMs);
    //! The node says that all of it is in Redis; false where there are too many.
    bool joined(const QString &node);
    //! It said something: it lives. False where there are too many.
    bool heard(const QString &node);

    [[nodiscard]] bool lives(const QString &node) const;
    [[nodiscard]] bool isProven(const QString &node) const { return m_nodes.value(node).isProven; }
    //! The beat as it was last seen, empty for none.
    [[nodiscard]] QByteArray beatOf(const QString &node) const { return m_nodes.value(node).beat; }
    [[nodiscard]] qint64 silentMs(const QString &node) const { return m_nodes.value(node).silentMs; }
    [[nodiscard]] qsizetype livingCount() const;

private:
    struct Node
    {
        QByteArray beat;
        qint64 silentMs = 0;
        bool isListed = false;
        bool isSeen = false; //!< on this connection
        bool isProven = false;
        bool isDead = false;
    };
    [[nodiscard]] Node *known(const QString &node);

    qint64 m_deadMs;
    qsizetype m_maxNodes;
    QHash<QString, Node> m_nodes;
};

} // namespace hearth::server::presence
