#include "server/net/iothread.h"

#include <algorithm>
#include <future>

#include <pthread.h>

namespace hearth::server {

namespace {

//! A message's own bytes are the least of an empty one.
constexpr qint64 newsCost = 96;
//! As much as one read brings.
constexpr qint64 residentBytes = 64 * 1024;

} // namespace

IoThread::IoThread(Loop &main, const Options &options, int number)
    : m_main(main), m_options(options), m_number(number)
{}

IoThread::~IoThread()
{
    *m_isAlive = false;
    m_main.forget(this);
    if (!m_thread.joinable())
        return;
    if (!m_outbox.empty())
        flush({});
    m_loop->post([this] { m_isStopped = true; });
    m_thread.join(); // before its loop goes, which that post may still be waking
}

Result<Done> IoThread::start()
{
    std::promise<Result<Done>> promise;
    auto outcome = promise.get_future();
    m_thread = std::thread([this, started = std::move(promise)]() mutable {
        auto loop = Loop::create(m_main.clock(), m_options.kind, TurnsBy::Itself);
        if (!loop)
            return started.set_value(loop.error());
        m_loop = *std::move(loop);
        m_loop->setTimed(m_options.isTimed);
        ::pthread_setname_np(::pthread_self(), ("io-" + std::to_string(m_number)).c_str());
        started.set_value(Done{});
        run();
    });
    auto result = outcome.get();
    if (!result)
        m_thread.join();
    return result;
}

void IoThread::run()
{
    while (!m_isStopped) {
        m_loop->turn(-1);
        tellFigures();
    }
}

void IoThread::begin(std::unique_ptr<Resident> resident)
{
    ++m_residents;
    push({resident.release(), Letter::Kind::Begin});
}

void IoThread::send(Resident &to, const Frame &frame)
{
    m_sentBytes += frame.bytes.size();
    push({&to, Letter::Kind::Send, 0, frame});
}

void IoThread::close(Resident &resident, CloseCode code)
{
    push({&resident, Letter::Kind::Close, quint16(code)});
}

void IoThread::answerClose(Resident &resident, quint16 code)
{
    push({&resident, Letter::Kind::AnswerClose, code});
}

void IoThread::drop(Resident &resident)
{
    --m_residents;
    push({&resident, Letter::Kind::Drop});
}

void IoThread::push(Letter letter)
{
    if (m_outbox.empty())
        m_main.flushAtTurnEnd(this);
    if (m_outbox.empty() || m_outbox.back().to != letter.to)
        ++m_waiting;
    m_outbox.push_back(std::move(letter));
}

void IoThread::flush(const std::function<void()> &flushed)
{
    m_waiting = 0;
    m_loop->post([this, letters = std::exchange(m_outbox, {}), job = std::function(flushed)]() mutable {
        take(letters);
        letters.clear();
        if (job)
            m_loop->afterFlush([this, done = std::move(job)]() mutable { m_main.post(std::move(done)); });
    });
}

void IoThread::take(const std::vector<Letter> &letters)
{
    for (const Letter &letter : letters)
        take(letter);
}

void IoThread::take(const Letter &letter)
{
    switch (letter.kind) {
    case Letter::Kind::Begin:
        return letter.to->begin(*this);
    case Letter::Kind::Send:
        m_arrivedBytes += letter.frame.bytes.size();
        return letter.to->send(letter.frame);
    case Letter::Kind::Close:
        return letter.to->close(CloseCode(letter.code));
    case Letter::Kind::AnswerClose:
        return letter.to->answerClose(letter.code);
    case Letter::Kind::Drop:
        letter.to->m_isDropped = true;
        std::erase(m_paused, letter.to);
        return m_loop->retire(std::unique_ptr<Retired>(letter.to));
    }
}

void IoThread::tell(Resident &from, News news)
{
    if (from.m_isDropped)
        return;
    if (m_news.empty())
        m_loop->atTurnEnd([this] { postNews(); });
    if (from.m_mark <= m_taken.load(std::memory_order_acquire))
        from.m_unread = 0;
    const qint64 cost = newsCost + news.bytes.size();
    m_posted += cost;
    from.m_unread += cost;
    from.m_mark = m_posted;
    m_news.push_back(std::move(news));
    const bool isFull = m_options.receiveQueueBytes > 0 && untaken() > m_options.receiveQueueBytes;
    if ((from.m_unread <= residentBytes && !isFull) || std::exchange(from.m_isPaused, true))
        return;
    ++m_pauses;
    m_paused.push_back(&from);
    from.setPaused(true);
}

//! Whoever is paused has news in this piece or in one before it: once the last such piece is taken, nothing
//! of theirs waits, and the main loop says so.
void IoThread::postNews()
{
    m_main.post([this, isAlive = m_isAlive, news = std::exchange(m_news, {}), upTo = m_posted,
                    isAwaited = !m_paused.empty()] {
        if (*isAlive)
            told(news, upTo, isAwaited);
    });
}

void IoThread::told(const std::vector<News> &news, qint64 upTo, bool isAwaited)
{
    for (const News &each : news) {
        if (Owner *owner = each.to->owner)
            owner->told(each);
    }
    m_taken.store(upTo, std::memory_order_release);
    if (isAwaited)
        m_loop->post([this] { readAgain(); });
}

void IoThread::readAgain()
{
    // Where that is still too much, a piece that is under way brings us here again.
    if (m_options.receiveQueueBytes > 0 && untaken() > m_options.receiveQueueBytes / 2)
        return;
    const qint64 taken = m_taken.load(std::memory_order_acquire);
    std::erase_if(m_paused, [taken](Resident *each) {
        if (each->m_mark > taken)
            return false;
        each->m_isPaused = false;
        each->setPaused(false);
        return true;
    });
}

void IoThread::tellFigures()
{
    const std::scoped_lock lock(m_figuresMutex);
    m_figures.loop = m_loop->figures();
    m_figures.pauses = m_pauses;
    m_figuresArrived = m_arrivedBytes;
}

IoThread::Figures IoThread::figures() const
{
    const std::scoped_lock lock(m_figuresMutex);
    Figures out = m_figures;
    out.loop.queuedBytes += m_sentBytes - m_figuresArrived;
    out.inbox = m_loop->inboxSize();
    return out;
}

} // namespace hearth::server
