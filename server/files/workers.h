#pragma once

#include "shared/base/result.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace hearth::server {

//! Threads for what would hold the loop up, such as a disk. With one thread, jobs run in the order of the
//! calls. At most `maxWaiting` jobs wait or run, then Unavailable. Replies come on the thread that owns this
//! object, each after run() has returned.
class Workers : public QObject
{
    Q_OBJECT

public:
    Workers(int threads, int maxWaiting, QObject *parent = nullptr);
    //! Finishes the jobs that run; the others, and all replies, are dropped.
    ~Workers() override;

    //! `context`: where it is gone by then, the reply is dropped (the work is done all the same).
    template <class T>
    void run(QObject *context, std::function<Result<T>()> work, std::function<void(Result<T>)> reply)
    {
        auto result = std::make_shared<std::optional<Result<T>>>();
        enqueue(
            context, [result, work = std::move(work)] { result->emplace(work()); },
            [result, reply = std::move(reply)] {
                if (reply)
                    reply(*result ? std::move(**result) : Result<T>(ErrorCode::Unavailable));
            });
    }
    [[nodiscard]] int waiting() const { return m_waiting; }

private:
    void enqueue(QObject *context, std::function<void()> work, std::function<void()> reply);

    QThreadPool m_pool;
    const int m_maxWaiting;
    int m_waiting = 0; //!< jobs without a reply, those that run included
};

} // namespace hearth::server
