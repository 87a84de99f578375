#include "server/features/intake.h"

namespace hearth::server {

Intake::Intake(FileDisk &disk, const QString &draftId, qint64 offset) : m_disk(disk), m_size(offset)
{
    m_disk.writing.run<Done>(
        this,
        [slot = m_slot, path = disk.blobs.draft(draftId), offset]() -> Result<Done> {
            slot->draft = Draft::open(path, offset);
            return slot->draft ? Result<Done>(Done{}) : slot->draft.error();
        },
        [this](const Result<Done> &opened) { written(0, opened); });
}

template <class T>
void Intake::run(
    QObject *context, std::function<Result<T>(Draft &)> act, std::function<void(Result<T>)> reply)
{
    m_disk.writing.run<T>(
        context,
        [slot = m_slot, act = std::move(act)]() -> Result<T> {
            if (!slot->draft)
                return slot->draft.error();
            auto result = act(**slot->draft);
            // A hole in the file must not be filled with what comes next.
            if (!result)
                slot->draft = result.error();
            return result;
        },
        std::move(reply));
}

void Intake::append(QByteArrayView bytes)
{
    m_size += bytes.size();
    m_waiting += bytes.size();
    run<Done>(
        this, [copy = bytes.toByteArray()](Draft &draft) { return draft.append(copy); },
        [this, size = bytes.size()](const Result<Done> &result) { written(size, result); });
}

void Intake::written(qint64 bytes, const Result<Done> &result)
{
    const bool wasFull = isFull();
    m_waiting -= bytes;
    if (!result) {
        if (!std::exchange(m_hasFailed, true) && onFailed)
            onFailed(result.error());
        return;
    }
    if (wasFull && !isFull() && onRoom)
        onRoom();
}

void Intake::sync(QObject *context, std::function<void(Result<qint64>)> reply)
{
    run<qint64>(
        context, [](Draft &draft) { return draft.sync(); }, std::move(reply));
}

void Intake::finish(std::function<void(Result<Content>)> reply)
{
    run<Content>(
        this, [](Draft &draft) { return draft.finish(); }, std::move(reply));
}

void Intake::finishCopy(QObject *context, const QString &draftId, std::function<void(Result<Content>)> reply)
{
    m_disk.copying.run<Content>(
        context,
        [slot = m_slot, path = m_disk.blobs.draft(draftId)]() -> Result<Content> {
            return slot->draft ? (*slot->draft)->finishCopy(path) : slot->draft.error();
        },
        std::move(reply));
}

} // namespace hearth::server
