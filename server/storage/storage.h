#pragma once

#include "server/storage/database.h"

#include <QObject>

#include <functional>
#include <memory>

namespace hearth::server {

//! Runs work on the database off the caller's thread: one writer thread that puts many jobs into one
//! transaction (one fsync for many), one reader thread. Replies come on the thread that owns this object.
//!
//! Guarantees: writes happen in the order of the calls; a write's reply comes only after its commit, in the
//! same order; a job that returns an Error leaves nothing stored and disturbs no other job of its batch; when
//! the commit fails, every job of the batch gets Unavailable. At most Limits::writeQueue writes, and as many
//! reads, wait for their reply, then Unavailable. A read sees every write whose reply was delivered before it
//! was called. write() and read() may be called on any thread where `context` is null, else on the owner's.
class Storage : public QObject
{
    Q_OBJECT

public:
    struct Counters
    {
        quint64 writes = 0, commits = 0, reads = 0, refused = 0, failedCommits = 0;
        qint64 queued = 0; //!< writes whose reply was not yet delivered
    };

    //! Starts both threads and opens their connections; the writer migrates. Blocks until done.
    [[nodiscard]] static Result<std::unique_ptr<Storage>> open(
        const DatabaseFactory &factory, int writeQueueLimit, QObject *parent = nullptr);
    //! Finishes every queued write, drops the reads that wait, delivers no further replies.
    ~Storage() override;

    //! The turns of the owner's thread, where it has a loop of its own.
    struct Turns
    {
        using Job = std::function<void()>;
        std::function<void(Job)> post;      //!< runs a job within the next turn; called on any thread
        std::function<void(Job)> atTurnEnd; //!< runs a job at the end of this turn
    };
    //! Before the first job. Replies then come within a turn, so that what they send leaves at its end; and
    //! what one turn writes reaches the writer together: one commit, and one fan-out, instead of two.
    void setTurns(Turns turns);

    template <class T>
    using Work = std::function<Result<T>(Database &)>;
    template <class T>
    using Reply = std::function<void(Result<T>)>;

    //! `context`: where it is gone by then, the reply is dropped (the work is done all the same).
    template <class T>
    void write(QObject *context, Work<T> work, Reply<T> reply)
    {
        enqueueWrite(context, erase<T>(std::move(work), std::move(reply)));
    }
    template <class T>
    void read(QObject *context, Work<T> work, Reply<T> reply)
    {
        enqueueRead(context, erase<T>(std::move(work), std::move(reply)));
    }

    //! Blocks until every write so far is committed and its reply was delivered, or timeoutMs passed (false).
    bool drain(int timeoutMs);
    //! A job runs now: the destructor would wait for its end, which a database that hangs may never bring.
    [[nodiscard]] bool isAtWork() const;
    [[nodiscard]] Counters counters() const;
    [[nodiscard]] QString epoch() const;

private:
    //! A job without its type: run() on the worker says whether to keep the savepoint; reply() on the owner's
    //! thread gets an Error when the batch was lost.
    struct Job
    {
        std::function<bool(Database &)> run;
        std::function<void(const Error *lost)> reply;
    };

    template <class T>
    static Job erase(Work<T> work, Reply<T> reply)
    {
        auto result = std::make_shared<std::optional<Result<T>>>();
        return {
            [work = std::move(work), result](Database &db) {
                result->emplace(work(db));
                return (*result)->isOk();
            },
            [reply = std::move(reply), result](const Error *lost) {
                if (reply)
                    reply(lost ? Result<T>(*lost) : std::move(**result));
            },
        };
    }

    explicit Storage(QObject *parent);
    void enqueueWrite(QObject *context, Job job);
    void enqueueRead(QObject *context, Job job);

    struct Pending;
    class Worker;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace hearth::server
