#include "app/models/remotelist.h"

namespace hearth::app {

void RemoteList::begin()
{
    ++m_busy;
    m_errorText.clear();
    Q_EMIT stateChanged();
}

void RemoteList::end(const QString &errorText)
{
    --m_busy;
    m_errorText = errorText;
    Q_EMIT stateChanged();
}

} // namespace hearth::app
