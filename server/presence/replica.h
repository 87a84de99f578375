#pragma once

#include "server/presence/presencewire.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace hearth::server::presence {

//! The other nodes' parts, as they were last heard of: by updates in their order, and by reading all of a
//! node from Redis, which may show what updates have overtaken.
class Replica
{
public:
    enum class Taken {
        News,
        Nothing, //!< it was known
        TooMany,
    };
    struct Ended
    {
        QString userId;
        PresencePart part;
    };

    explicit Replica(qsizetype maxParts) : m_maxParts(maxParts) {}

    [[nodiscard]] QList<PresencePart> of(const QString &userId) const;
    [[nodiscard]] qsizetype peopleCount() const { return m_people.size(); }

    Taken take(const QString &node, const QString &userId, const WrittenPart &part);
    //! Whether there was one.
    bool end(const QString &node, const QString &userId, qint64 rev);
    //! All of a node.
    [[nodiscard]] QList<Ended> endAll(const QString &node);

    //! A moment: what is heard from now on is younger.
    [[nodiscard]] quint64 mark() { return ++m_mark; }
    //! Between these, what is taken was read, and updates go before it. One node at a time.
    void readingBegins(const QString &node);
    Taken takeRead(const QString &userId, const WrittenPart &part);
    void readingEnds();
    //! Whether the node has parts that nothing was heard of since the mark.
    [[nodiscard]] bool hasOlder(const QString &node, quint64 mark) const;
    [[nodiscard]] QList<Ended> endOlder(const QString &node, quint64 mark);

private:
    struct Held
    {
        WrittenPart written;
        quint64 mark = 0;
    };
    [[nodiscard]] QList<Ended> endWhere(const QString &node, const std::function<bool(const Held &)> &is);
    void forget(const QString &node, const QString &userId);

    qsizetype m_maxParts;
    qsizetype m_partCount = 0;
    QHash<QString, QHash<QString, Held>> m_people; //!< by person, then by node
    QHash<QString, QSet<QString>> m_nodes;         //!< the people of each
    quint64 m_mark = 0;
    QString m_reading;
    QHash<QString, qint64> m_endedMeanwhile; //!< the number of each end since the reading began
};

} // namespace hearth::server::presence
