#include "server/storage/storage.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QMutex>
#include <QPointer>
#include <QThread>
#include <QWaitCondition>

#include <atomic>
#include <deque>
#include <vector>

namespace hearth::server {

namespace {
//! Jobs in one transaction: enough that an fsync costs each little, few enough that the first does not wait
//! long.
constexpr size_t batchSize = 512;
} // namespace

//! A thread, its connection and its queue. The writer wraps a batch in one transaction; the reader has none.
class Storage::Worker
{
public:
    struct Entry
    {
        QPointer<QObject> context;
        bool hasContext;
        Job job;
    };

    Worker(Storage &owner, bool isWriter, int limit) : m_owner(owner), m_isWriter(isWriter), m_limit(limit) {}

    Result<QString> start(const DatabaseFactory &factory)
    {
        Result<QString> opened = ErrorCode::Internal;
        QMutex mutex;
        QWaitCondition isOpen;
        QMutexLocker lock(&mutex);
        m_thread.reset(QThread::create([&, this, factory] {
            // A connection may be used only on the thread that made it.
            auto database = factory(m_isWriter);
            std::unique_ptr<Database> own;
            {
                const QMutexLocker inner(&mutex);
                if (database) {
                    own = *std::move(database);
                    opened = own->epoch();
                } else {
                    opened = database.error();
                }
                isOpen.wakeOne();
            }
            if (own)
                loop(*own);
        }));
        m_thread->start();
        isOpen.wait(&mutex);
        return opened;
    }

    void stop()
    {
        {
            const QMutexLocker lock(&m_mutex);
            m_isStopping = true;
            m_wake.wakeOne();
        }
        if (m_thread)
            m_thread->wait();
    }

    bool push(Entry entry)
    {
        const QMutexLocker lock(&m_mutex);
        if (m_limit > 0 && m_queue.size() >= size_t(m_limit))
            return false;
        m_queue.push_back(std::move(entry));
        m_wake.wakeOne();
        return true;
    }

    [[nodiscard]] qint64 queued() const
    {
        const QMutexLocker lock(&m_mutex);
        return qint64(m_queue.size());
    }

    std::atomic<quint64> commits = 0, failedCommits = 0;

private:
    void loop(Database &database)
    {
        for (;;) {
            std::vector<Entry> batch;
            {
                QMutexLocker lock(&m_mutex);
                while (m_queue.empty() && !m_isStopping)
                    m_wake.wait(&m_mutex);
                if (m_queue.empty())
                    return;
                while (!m_queue.empty() && batch.size() < batchSize) {
                    batch.push_back(std::move(m_queue.front()));
                    m_queue.pop_front();
                }
            }
            std::optional<Error> lost;
            if (m_isWriter) {
                lost = runBatch(database, batch);
            } else {
                for (Entry &entry : batch)
                    entry.job.run(database);
            }
            deliver(std::move(batch), lost);
        }
    }

    std::optional<Error> runBatch(Database &database, std::vector<Entry> &batch)
    {
        if (const auto begun = database.begin(); !begun)
            return begun.error();
        for (Entry &entry : batch) {
            if (const auto marked = database.savepoint(); !marked) {
                database.rollback();
                return marked.error();
            }
            if (entry.job.run(database))
                database.release();
            else
                database.rollbackToSavepoint();
        }
        if (const auto committed = database.commit(); !committed) {
            database.rollback();
            ++failedCommits;
            return Error(ErrorCode::Unavailable);
        }
        ++commits;
        return std::nullopt;
    }

    //! One wake-up of the owner for the whole batch.
    void deliver(std::vector<Entry> batch, const std::optional<Error> &lost)
    {
        auto shared = std::make_shared<std::vector<Entry>>(std::move(batch));
        QMetaObject::invokeMethod(
            &m_owner,
            [shared, lost] {
                for (Entry &entry : *shared) {
                    if (!entry.hasContext || entry.context)
                        entry.job.reply(lost ? &*lost : nullptr);
                }
            },
            Qt::QueuedConnection);
    }

    Storage &m_owner;
    bool m_isWriter;
    int m_limit;
    std::unique_ptr<QThread> m_thread;
    mutable QMutex m_mutex;
    QWaitCondition m_wake;
    std::deque<Entry> m_queue;
    bool m_isStopping = false;
};

class Storage::Private
{
public:
    Private(Storage &owner, int limit) : writer(owner, true, limit), reader(owner, false, limit) {}

    Worker writer;
    Worker reader;
    QString epoch;
    quint64 writes = 0, reads = 0, refused = 0;
};

Storage::Storage(QObject *parent) : QObject(parent)
{}

Result<std::unique_ptr<Storage>> Storage::open(
    const DatabaseFactory &factory, int writeQueueLimit, QObject *parent)
{
    std::unique_ptr<Storage> storage(new Storage(parent));
    storage->d = std::make_unique<Private>(*storage, writeQueueLimit);
    // The writer first: it migrates.
    const auto epoch = storage->d->writer.start(factory);
    if (!epoch)
        return epoch.error();
    storage->d->epoch = *epoch;
    if (const auto reader = storage->d->reader.start(factory); !reader)
        return reader.error();
    return storage;
}

Storage::~Storage()
{
    if (d) {
        d->writer.stop();
        d->reader.stop();
    }
}

void Storage::enqueueWrite(QObject *context, Job job)
{
    ++d->writes;
    const auto reply = job.reply;
    if (!d->writer.push({context, context != nullptr, std::move(job)})) {
        ++d->refused;
        const Error full(ErrorCode::Unavailable);
        reply(&full);
    }
}

void Storage::enqueueRead(QObject *context, Job job)
{
    ++d->reads;
    const auto reply = job.reply;
    if (!d->reader.push({context, context != nullptr, std::move(job)})) {
        ++d->refused;
        const Error full(ErrorCode::Unavailable);
        reply(&full);
    }
}

bool Storage::drain(int timeoutMs)
{
    // A job of our own comes last in the queue: its reply says that all before it have been delivered. The
    // flag is shared, as after a time-out the reply comes when this function has long returned.
    const auto isDone = std::make_shared<bool>(false);
    write<Done>(
        this, [](Database &) -> Result<Done> { return Done{}; },
        [isDone](const Result<Done> &) { *isDone = true; });
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    while (!*isDone && timer.elapsed() < timeoutMs)
        loop.processEvents(QEventLoop::AllEvents, 20);
    return *isDone;
}

Storage::Counters Storage::counters() const
{
    return {d->writes, d->writer.commits, d->reads, d->refused, d->writer.failedCommits, d->writer.queued()};
}

QString Storage::epoch() const
{
    return d->epoch;
}

} // namespace hearth::server
