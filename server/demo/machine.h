#pragma once

#include <QJsonObject>

namespace hearth::server {

//! How the machine is doing, from /proc (proc(5)). What it does not tell is left out.
class Machine
{
public:
    //! Of the time since the call before; the first has no rates. `now`: ms that only grow.
    //! `cpu`, `memory` in percent, `load`; `networkIn`, `networkOut`, `disk` in bytes a second.
    [[nodiscard]] QJsonObject read(qint64 now);

private:
    //! How much it grew by a second, where it is known.
    void addRate(QJsonObject &figures, const char *key, double total, double factor, double seconds);

    QJsonObject m_before; //!< totals by key
    qint64 m_readAt = 0;
};

} // namespace hearth::server
