#include "server/files/workers.h"

namespace hearth::server {

Workers::Workers(int threads, int maxWaiting, QObject *parent) : QObject(parent), m_maxWaiting(maxWaiting)
{
    m_pool.setMaxThreadCount(threads);
}

Workers::~Workers()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void Workers::enqueue(QObject *context, std::function<void()> work, std::function<void()> reply)
{
    const auto answer = [this, reply = std::move(reply), guard = QPointer<QObject>(context),
                            hasContext = context != nullptr] {
        --m_waiting;
        if (!hasContext || guard)
            reply();
    };
    if (++m_waiting > m_maxWaiting) {
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
        return;
    }
    m_pool.start([this, answer, work = std::move(work)] {
        work();
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    });
}

} // namespace hearth::server
