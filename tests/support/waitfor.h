#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>

namespace hearth {

//! Runs the event loop until the condition holds; false after timeoutMs. No fixed pause anywhere.
template <class Predicate>
[[nodiscard]] bool waitFor(Predicate isMet, int timeoutMs = 10'000)
{
    QElapsedTimer timer;
    timer.start();
    while (!isMet() && timer.elapsed() < timeoutMs)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    return isMet();
}

} // namespace hearth
