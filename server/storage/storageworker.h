#pragma once

#include "server/storage/storage.h"

#include <QPointer>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <span>
#include <thread>

namespace hearth::server {

//! A job with the object whose life it depends on.
struct Storage::Pending
{
    std::unique_ptr<Job> job;
    QPointer<QObject> context;
    bool hasContext = false;
    std::optional<Error> lost; //!< why its batch was lost or it was refused

    //! On the owner's thread.
    void deliver()
    {
        if (!hasContext || context)
            job->reply(lost ? &*lost : nullptr);
    }
};

//! One thread with one connection and a bounded queue.
class Storage::Worker
{
public:
    enum class Kind { Writer, Reader };
    using Batch = std::deque<Pending>;

    //! `finished` is called on the worker's thread with jobs that have run, in order.
    Worker(Kind kind, int queueLimit, std::function<void(Batch)> finished);
    //! Writer: after every queued job has run. Reader: at once.
    ~Worker();

    //! Opens the connection on the thread; blocks until done. Gives the database's epoch.
    Result<QString> start(const DatabaseFactory &factory);
    //! False, and the job stays the caller's, when the queue is full.
    bool push(Pending &job);
    //! What was pushed so far may be run: not before, so that it is one batch.
    void wake();
    //! That many replies of this worker's have been delivered.
    void delivered(qsizetype count);
    //! Blocks until every job pushed so far has run.
    bool waitUntilRun(int timeoutMs);
    [[nodiscard]] bool isAtWork() const;
    //! Adds this worker's to the counters.
    void count(Counters &counters) const;

private:
    void work(Database &db);
    Batch take();
    void runReads(Database &db, Batch &batch);
    void runWrites(Database &db, Batch &batch);
    Error lostBy(const Error &reason);
    static Result<Done> tryWrites(Database &db, Batch &batch);
    using Span = std::span<Pending *const>;
    //! In a savepoint of its own: whether it was kept. An Error: the transaction is lost.
    static Result<bool> tryTogether(Database &db, Span group);

    QString m_told; //!< the last reason in the log, since something went well; the worker's thread alone
    const Kind m_kind;
    const qint64 m_limit;
    const std::function<void(Batch)> m_finished;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_ran;
    Batch m_queue;
    size_t m_due = 0; //!< of the queue's front, may be run
    bool m_stopping = false;
    bool m_isAtWork = false;
    quint64 m_pushed = 0;
    quint64 m_run = 0;
    qint64 m_undelivered = 0; //!< the bound holds from push to reply, or an idle owner could pile up replies
    Counters m_counters;
    std::thread m_thread;
};

} // namespace hearth::server
