#include "server/features/leadership.h"

namespace hearth::server {

Leadership::Leadership(Storage &storage, bool isAlone) : m_isLeading(isAlone)
{
    if (isAlone)
        return;
    m_watch = std::make_unique<NumberWatch>(
        storage, [](Database &db) { return db.maintenance().lead(); },
        [this](qint64 isLeading) { lead(isLeading != 0); });
    // Whose connection is lost has lost the place with it.
    m_watch->onFailed([this] {
        m_watch->tellAgain();
        lead(false);
    });
}

void Leadership::lead(bool isLeading)
{
    if (std::exchange(m_isLeading, isLeading) != isLeading)
        Q_EMIT changed(isLeading);
}

} // namespace hearth::server
