#pragma once

#include "server/storage/database.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

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
        enqueueWrite(context, std::make_unique<SingleJob<T>>(std::move(work), std::move(reply)));
    }
    //! What does many works of a kind at once: a result for each, in their order. One of them that is an
    //! Error has stored nothing, and has left the transaction as it was; where the whole is one, nothing of
    //! it is stored, and each is done by itself.
    template <class In, class Out>
    using WorkForEach = Result<QList<Result<Out>>> (*)(Database &, const QList<In> &);
    //! As write(), for one of those: those that follow one another are done together, as far as one commit
    //! goes, which is less work than one after the other.
    template <class In, class Out>
    void writeGrouped(QObject *context, WorkForEach<In, Out> work, In in, Reply<Out> reply)
    {
        enqueueWrite(context, std::make_unique<GroupedJob<In, Out>>(work, std::move(in), std::move(reply)));
    }
    template <class T>
    void read(QObject *context, Work<T> work, Reply<T> reply)
    {
        enqueueRead(context, std::make_unique<SingleJob<T>>(std::move(work), std::move(reply)));
    }

    //! Blocks until every write so far is committed and its reply was delivered, or timeoutMs passed (false).
    bool drain(int timeoutMs);
    //! A job runs now: the destructor would wait for its end, which a database that hangs may never bring.
    [[nodiscard]] bool isAtWork() const;
    [[nodiscard]] Counters counters() const;
    [[nodiscard]] QString epoch() const;

private:
    class Job;
    using Jobs = std::vector<Job *>;
    template <class T>
    class SingleJob;
    template <class In, class Out>
    class GroupedJob;

    explicit Storage(QObject *parent);
    void enqueueWrite(QObject *context, std::unique_ptr<Job> job);
    void enqueueRead(QObject *context, std::unique_ptr<Job> job);

    struct Pending;
    class Worker;
    class Private;
    std::unique_ptr<Private> d;
};

//! A job without its type.
class Storage::Job
{
public:
    virtual ~Job() = default;
    //! Jobs of one kind can be run by one of them; null: by itself only.
    [[nodiscard]] virtual const void *kind() const { return nullptr; }
    //! On the worker. `all` are of this one's kind, itself among them. Whether to keep what they have stored.
    virtual bool run(Database &db, const Jobs &all) = 0;
    //! On the owner's thread. `lost`: why what was done is not stored, or was not done.
    virtual void reply(const Error *lost) = 0;
};

template <class T>
class Storage::SingleJob final : public Job
{
public:
    SingleJob(Work<T> work, Reply<T> reply) : m_work(std::move(work)), m_reply(std::move(reply)) {}

    bool run(Database &db, const Jobs &) override
    {
        m_result.emplace(m_work(db));
        return m_result->isOk();
    }
    void reply(const Error *lost) override
    {
        if (m_reply)
            m_reply(lost ? Result<T>(*lost) : *std::move(m_result));
    }

private:
    const Work<T> m_work;
    const Reply<T> m_reply;
    std::optional<Result<T>> m_result;
};

template <class In, class Out>
class Storage::GroupedJob final : public Job
{
public:
    GroupedJob(WorkForEach<In, Out> work, In in, Reply<Out> reply)
        : m_work(work), m_in(std::move(in)), m_reply(std::move(reply))
    {}

    [[nodiscard]] const void *kind() const override { return reinterpret_cast<const void *>(m_work); }
    bool run(Database &db, const Jobs &all) override
    {
        QList<In> ins;
        for (const Job *job : all)
            ins += static_cast<const GroupedJob *>(job)->m_in;
        auto results = m_work(db, ins);
        for (size_t i = 0; i < all.size(); ++i) {
            auto &result = static_cast<GroupedJob *>(all[i])->m_result;
            result.emplace(results ? std::move((*results)[qsizetype(i)]) : results.error());
        }
        return results.isOk();
    }
    void reply(const Error *lost) override
    {
        if (m_reply)
            m_reply(lost ? Result<Out>(*lost) : *std::move(m_result));
    }

private:
    const WorkForEach<In, Out> m_work;
    const In m_in;
    const Reply<Out> m_reply;
    std::optional<Result<Out>> m_result;
};

} // namespace hearth::server
