#pragma once

#include "server/files/draft.h"
#include "server/files/filedisk.h"

namespace hearth::server {

//! The bytes of one file on their way to its draft, in order, off the loop's thread. What waits is bounded by
//! who asks isFull(). When this goes, what was appended is still written.
class Intake : public QObject
{
    Q_OBJECT

public:
    //! Goes on at `offset`; see Draft::open().
    Intake(FileDisk &disk, const QString &draftId, qint64 offset);

    //! There is room again, after isFull().
    std::function<void()> onRoom;
    //! The disk failed; once. Nothing is written after it.
    std::function<void(const Error &)> onFailed;

    void append(QByteArrayView bytes);
    [[nodiscard]] bool isFull() const { return m_waiting >= maxWaiting; }
    [[nodiscard]] qint64 size() const { return m_size; }
    //! How much of the draft is on the disk, once all that was appended before is. `context` as in Workers.
    void sync(QObject *context, std::function<void(Result<qint64>)> reply);
    //! The same for the whole file.
    void finish(std::function<void(Result<Content>)> reply);
    //! The same for a copy of it, which becomes the draft of that id. Others go on being written meanwhile;
    //! to this one nothing is appended any more, and all that was is synced. `context` as in Workers.
    void finishCopy(QObject *context, const QString &draftId, std::function<void(Result<Content>)> reply);

private:
    static constexpr qint64 maxWaiting = 512 * 1024;

    //! What the worker's thread has of it.
    struct Slot
    {
        Result<std::shared_ptr<Draft>> draft{ErrorCode::Internal};
    };
    //! Runs `act(Draft &)` where all went well so far.
    template <class T>
    void run(QObject *context, std::function<Result<T>(Draft &)> act, std::function<void(Result<T>)> reply);
    void written(qint64 bytes, const Result<Done> &result);

    FileDisk &m_disk;
    std::shared_ptr<Slot> m_slot = std::make_shared<Slot>();
    qint64 m_size;
    qint64 m_waiting = 0;
    bool m_hasFailed = false;
};

} // namespace hearth::server
