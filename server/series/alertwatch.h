#pragma once

#include <QtGlobal>

#include <optional>

namespace hearth::server {

//! When a rule fires and when it recovers, told from values and from the time that passes. Pure.
class AlertWatch
{
public:
    enum class Condition { Above, Below, Absent };
    struct Rule
    {
        Condition condition = Condition::Above;
        double limit = 0;
        double clearAt = 0; //!< on the good side of the limit, or the same
        qint64 forMs = 0;
    };
    enum class Phase { Quiet, Pending, Firing };
    enum class Change {
        None,
        Fired,
        Recovered,
    };

    //! As it was left, by a server that ended; `lastAt`: of the last value.
    AlertWatch(const Rule &rule, Phase phase, qint64 since, qint64 lastAt)
        : m_rule(rule), m_phase(phase), m_since(since), m_lastAt(lastAt)
    {}

    //! `now`: ms since 1970.
    Change take(double value, qint64 now);
    Change passed(qint64 now);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] qint64 since() const { return m_since; }
    //! The worst value since it was last quiet.
    [[nodiscard]] std::optional<double> worst() const { return m_worst; }

private:
    [[nodiscard]] bool isBeyond(double value, double limit) const;
    Change enter(Phase phase, qint64 now);

    Rule m_rule;
    Phase m_phase;
    qint64 m_since;
    qint64 m_lastAt;
    std::optional<double> m_worst;
};

} // namespace hearth::server
