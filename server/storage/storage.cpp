#include "server/storage/storage.h"

#include "server/storage/storageworker.h"

#include <QThread>

namespace hearth::server {

//! The replies on their way back to the owner's thread, and the two workers that make them.
class Storage::Private
{
public:
    Private(Storage *owner, int queueLimit)
        : q(owner)
        , writer(Worker::Kind::Writer, queueLimit,
              [this](Worker::Batch batch) { post(&writer, std::move(batch)); })
        , reader(Worker::Kind::Reader, queueLimit,
              [this](Worker::Batch batch) { post(&reader, std::move(batch)); })
    {}

    void post(Worker *from, Worker::Batch batch);
    //! Now, or at the end of the turn.
    void wakeWriter();
    void refuse(Pending job);
    bool deliver(); //!< false when there is nothing more

    struct Ready
    {
        Worker *from = nullptr; //!< null for a refusal
        Worker::Batch batch;
    };

    Storage *const q;
    QString epoch;
    Turns turns;
    bool isWakeDue = false;
    std::mutex mutex;
    std::deque<Ready> ready;
    // Last, so that they end first: they post into what stands above.
    Worker writer;
    Worker reader;
};

void Storage::Private::post(Worker *from, Worker::Batch batch)
{
    {
        const std::lock_guard lock(mutex);
        ready.push_back({from, std::move(batch)});
    }
    if (!turns.post) {
        QMetaObject::invokeMethod(
            q, [this] { deliver(); }, Qt::QueuedConnection);
        return;
    }
    turns.post([this, alive = QPointer<Storage>(q)] {
        if (alive)
            deliver();
    });
}

void Storage::Private::wakeWriter()
{
    if (!turns.atTurnEnd || QThread::currentThread() != q->thread())
        return writer.wake();
    if (std::exchange(isWakeDue, true))
        return;
    turns.atTurnEnd([this, alive = QPointer<Storage>(q)] {
        if (!alive)
            return;
        isWakeDue = false;
        writer.wake();
    });
}

void Storage::Private::refuse(Pending job)
{
    job.lost = Error(ErrorCode::Unavailable);
    Worker::Batch batch;
    batch.push_back(std::move(job));
    post(nullptr, std::move(batch));
}

//! One batch a call, so that the event loop runs between two; one job at a time, so that a reply which calls
//! drain() or deletes the storage does no harm.
bool Storage::Private::deliver()
{
    const QPointer<Storage> alive(q);
    for (bool last = false; alive && !last;) {
        std::unique_lock lock(mutex);
        if (ready.empty())
            return false;
        Ready &front = ready.front();
        Worker *from = front.from;
        Pending job = std::move(front.batch.front());
        front.batch.pop_front();
        last = front.batch.empty();
        if (last)
            ready.pop_front();
        lock.unlock();
        if (from)
            from->delivered(1);
        job.deliver();
    }
    return bool(alive);
}

Storage::Storage(QObject *parent) : QObject(parent)
{}

Storage::~Storage() = default;

Result<std::unique_ptr<Storage>> Storage::open(
    const DatabaseFactory &factory, int writeQueueLimit, QObject *parent)
{
    std::unique_ptr<Storage> storage(new Storage(parent));
    storage->d = std::make_unique<Private>(storage.get(), writeQueueLimit);
    // The writer first: it migrates.
    auto epoch = storage->d->writer.start(factory);
    if (!epoch)
        return epoch.error();
    if (auto reader = storage->d->reader.start(factory); !reader)
        return reader.error();
    storage->d->epoch = *epoch;
    return storage;
}

void Storage::enqueueWrite(QObject *context, std::unique_ptr<Job> job)
{
    Pending pending{std::move(job), context, context != nullptr, std::nullopt};
    if (d->writer.push(pending))
        d->wakeWriter();
    else
        d->refuse(std::move(pending));
}

void Storage::enqueueRead(QObject *context, std::unique_ptr<Job> job)
{
    Pending pending{std::move(job), context, context != nullptr, std::nullopt};
    if (d->reader.push(pending))
        d->reader.wake();
    else
        d->refuse(std::move(pending));
}

void Storage::setTurns(Turns turns)
{
    d->turns = std::move(turns);
}

bool Storage::drain(int timeoutMs)
{
    d->writer.wake();
    const bool inTime = d->writer.waitUntilRun(timeoutMs);
    const QPointer<Storage> alive(this);
    while (alive && d->deliver()) {
    }
    return inTime;
}

bool Storage::isAtWork() const
{
    return d->writer.isAtWork() || d->reader.isAtWork();
}

Storage::Counters Storage::counters() const
{
    Counters counters;
    d->writer.count(counters);
    d->reader.count(counters);
    return counters;
}

QString Storage::epoch() const
{
    return d->epoch;
}

} // namespace hearth::server
