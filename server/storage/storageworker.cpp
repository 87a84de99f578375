#include "server/storage/storageworker.h"

#include <QLoggingCategory>

#include <chrono>
#include <future>

Q_LOGGING_CATEGORY(lcStorage, "hearth.storage", QtWarningMsg)

namespace hearth::server {

namespace {

//! One fsync for so many; more would only make the first of them wait longer.
constexpr size_t maxBatch = 512;

} // namespace

Storage::Worker::Worker(Kind kind, int queueLimit, std::function<void(Batch)> finished)
    : m_kind(kind), m_limit(queueLimit), m_finished(std::move(finished))
{}

Storage::Worker::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        if (m_kind == Kind::Reader)
            m_queue.clear();
        m_due = m_queue.size();
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

Result<QString> Storage::Worker::start(const DatabaseFactory &factory)
{
    std::promise<Result<QString>> opened;
    auto result = opened.get_future();
    m_thread = std::thread([this, factory, opened = std::move(opened)]() mutable {
        auto db = factory(m_kind == Kind::Writer);
        if (!db) {
            opened.set_value(db.error());
            return;
        }
        opened.set_value((*db)->epoch());
        work(**db);
    });
    return result.get();
}

bool Storage::Worker::push(Pending &job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_undelivered >= m_limit) {
            ++m_counters.refused;
            return false;
        }
        m_queue.push_back(std::move(job));
        ++m_undelivered;
        ++m_pushed;
    }
    return true;
}

void Storage::Worker::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_due = m_queue.size();
    }
    m_wake.notify_one();
}

void Storage::Worker::delivered(qsizetype count)
{
    const std::lock_guard lock(m_mutex);
    m_undelivered -= count;
}

bool Storage::Worker::waitUntilRun(int timeoutMs)
{
    std::unique_lock lock(m_mutex);
    return m_ran.wait_for(
        lock, std::chrono::milliseconds(timeoutMs), [this, target = m_pushed] { return m_run >= target; });
}

bool Storage::Worker::isAtWork() const
{
    const std::lock_guard lock(m_mutex);
    return m_isAtWork;
}

void Storage::Worker::count(Counters &counters) const
{
    const std::lock_guard lock(m_mutex);
    counters.writes += m_counters.writes;
    counters.commits += m_counters.commits;
    counters.reads += m_counters.reads;
    counters.refused += m_counters.refused;
    counters.failedCommits += m_counters.failedCommits;
    if (m_kind == Kind::Writer)
        counters.queued += m_undelivered;
}

void Storage::Worker::work(Database &db)
{
    for (Batch batch = take(); !batch.empty(); batch = take()) {
        const size_t size = batch.size();
        if (m_kind == Kind::Writer)
            runWrites(db, batch);
        else
            runReads(db, batch);
        m_finished(std::move(batch));
        {
            const std::lock_guard lock(m_mutex);
            m_run += size;
            m_isAtWork = false;
        }
        m_ran.notify_all();
    }
}

//! Everything that is due, up to one batch; empty at the end.
Storage::Worker::Batch Storage::Worker::take()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || m_due > 0; });
    Batch batch;
    // A reader gains nothing by waiting for others, so it takes one at a time.
    const size_t count = m_kind == Kind::Writer ? std::min(maxBatch, m_due) : std::min<size_t>(1, m_due);
    m_due -= count;
    const auto end = m_queue.begin() + qsizetype(count);
    std::move(m_queue.begin(), end, std::back_inserter(batch));
    m_queue.erase(m_queue.begin(), end);
    m_isAtWork = !batch.empty();
    return batch;
}

void Storage::Worker::runReads(Database &db, Batch &batch)
{
    // A job is one moment: what the gate let pass is still so when it is read.
    for (Pending &pending : batch) {
        if (const auto begun = db.beginReading(); !begun) {
            pending.lost = lostBy(begun.error());
            continue;
        }
        m_told.clear();
        pending.job->run(db, {pending.job.get()});
        db.endReading();
    }
    const std::lock_guard lock(m_mutex);
    m_counters.reads += batch.size();
}

void Storage::Worker::runWrites(Database &db, Batch &batch)
{
    const Result<Done> done = tryWrites(db, batch);
    if (!done) {
        db.rollback();
        const Error lost = lostBy(done.error());
        for (Pending &pending : batch)
            pending.lost = lost;
    } else {
        m_told.clear();
    }
    const std::lock_guard lock(m_mutex);
    m_counters.writes += batch.size();
    ++(done ? m_counters.commits : m_counters.failedCommits);
}

//! The reason can name where the database is and as whom we sign in there: it is the operator's, in the log,
//! and not for whoever asked.
Error Storage::Worker::lostBy(const Error &reason)
{
    if (reason.message != m_told)
        qCWarning(lcStorage, "%s", qUtf8Printable(reason.message));
    m_told = reason.message;
    return ErrorCode::Unavailable;
}

//! Those of one kind that follow one another go together; where that fails, because of one of them, each by
//! itself.
Result<Done> Storage::Worker::tryWrites(Database &db, Batch &batch)
{
    if (auto begun = db.begin(); !begun)
        return begun;
    std::vector<Pending *> group;
    for (auto it = batch.begin(); it != batch.end();) {
        group.clear();
        const void *const kind = it->job->kind();
        do
            group.push_back(&*it++);
        while (kind && it != batch.end() && it->job->kind() == kind);
        const Span all(group);
        auto kept = tryTogether(db, all);
        for (size_t i = 0; kept && !*kept && group.size() > 1 && i < group.size(); ++i) {
            if (const auto alone = tryTogether(db, all.subspan(i, 1)); !alone)
                kept = alone.error();
        }
        if (!kept)
            return kept.error();
    }
    return db.commit();
}

Result<bool> Storage::Worker::tryTogether(Database &db, Span group)
{
    if (auto saved = db.savepoint(); !saved)
        return saved.error();
    Jobs jobs;
    for (const Pending *each : group)
        jobs.push_back(each->job.get());
    bool isKept = jobs.front()->run(db, jobs);
    if (isKept) {
        if (const auto released = db.release(); !released) {
            isKept = false;
            if (group.size() == 1)
                group.front()->lost = released.error();
        }
    }
    if (!isKept)
        db.rollbackToSavepoint();
    return isKept;
}

} // namespace hearth::server
