#include "server/presence/nodes.h"

#include <algorithm>

namespace hearth::server::presence {

void Nodes::connected()
{
    for (Node &node : m_nodes)
        node.isSeen = node.isProven = false;
}

Nodes::Node *Nodes::known(const QString &node)
{
    if (!m_nodes.contains(node) && m_nodes.size() >= m_maxNodes)
        return nullptr;
    return &m_nodes[node];
}

Nodes::Seen Nodes::look(const Beats &beats, qint64 elapsedMs)
{
    Seen out;
    for (Node &node : m_nodes) {
        node.isListed = false;
        node.silentMs += elapsedMs;
    }
    for (const auto &[name, beat] : beats) {
        Node *node = known(name);
        if (!node)
            continue;
        node->isListed = true;
        const bool hasBeaten = std::exchange(node->beat, beat) != beat;
        const bool isNew = !std::exchange(node->isSeen, true);
        if (hasBeaten) {
            node->silentMs = 0;
            const bool isBack = std::exchange(node->isDead, false);
            if (isNew || isBack)
                out.isNew += name;
            else if (!std::exchange(node->isProven, true))
                out.isProven += name;
        } else if (isNew && !node->isDead) {
            out.isNew += name;
        }
    }
    for (auto it = m_nodes.begin(); it != m_nodes.end();) {
        if (it->silentMs >= m_deadMs && !std::exchange(it->isDead, true))
            out.isDead += it.key();
        else if (it->isDead && !it->isListed) {
            it = m_nodes.erase(it);
            continue;
        }
        ++it;
    }
    return out;
}

bool Nodes::joined(const QString &name)
{
    if (!heard(name))
        return false;
    m_nodes[name].isSeen = m_nodes[name].isProven = true;
    return true;
}

bool Nodes::heard(const QString &name)
{
    Node *node = known(name);
    if (!node)
        return false;
    node->silentMs = 0;
    // Others' updates may have been missed: it is read as a new one when it beats.
    if (std::exchange(node->isDead, false))
        node->isSeen = false;
    return true;
}

bool Nodes::lives(const QString &node) const
{
    const auto found = m_nodes.constFind(node);
    return found != m_nodes.cend() && !found->isDead;
}

qsizetype Nodes::livingCount() const
{
    return std::count_if(m_nodes.begin(), m_nodes.end(), [](const Node &node) { return !node.isDead; });
}

} // namespace hearth::server::presence
