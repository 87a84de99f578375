#include "server/features/leadership.h"

namespace hearth::server {

Leadership::Leadership(Storage &storage, bool isAlone) : m_isLeading(isAlone)
{
    if (isAlone)
        return;
    m_watch = std::make_unique<NumberWatch>(
        storage, [](Database &db) { return db.maintenance().lead(); },
        [this](qint64 isLeading) {
            if (std::exchange(m_isLeading, isLeading != 0) != m_isLeading)
                Q_EMIT changed(m_isLeading);
        });
}

} // namespace hearth::server
