#include "app/sync/uploader.h"

#include <QFile>
#include <QPointer>

namespace hearth::app {

using UploadState = RestClient::UploadState;

Uploader::Uploader(RestClient &rest, Outbox &outbox, QObject *parent)
    : QObject(parent), m_rest(rest), m_outbox(outbox)
{}

//! What a request calls back with its result.
template <class Act>
auto Uploader::whileWaiting(const QString &clientId, Act act)
{
    return [self = QPointer(this), clientId, act](const Result<UploadState> &state) {
        if (!self || !self->m_jobs.contains(clientId))
            return;
        if (const auto item = self->m_outbox.find(clientId))
            act(*item, state);
    };
}

void Uploader::upload(const QString &clientId, RestClient::Reply<Done> reply)
{
    m_jobs.insert(clientId, {std::move(reply), {}});
    QMetaObject::invokeMethod(
        this, [this, clientId] { next(clientId); }, Qt::QueuedConnection);
}

void Uploader::cancel(const QString &clientId)
{
    if (!m_jobs.contains(clientId))
        return;
    const RestClient::Cancel cancelRequest = m_jobs.value(clientId).cancel;
    end(clientId, Error(ErrorCode::InvalidRequest, tr("It was given up.")));
    if (cancelRequest)
        cancelRequest();
}

qint64 Uploader::sent(const QString &clientId, int place) const
{
    const auto job = m_jobs.constFind(clientId);
    return job != m_jobs.constEnd() && job->place == place ? job->sent : 0;
}

void Uploader::next(const QString &clientId)
{
    const auto item = m_outbox.find(clientId);
    if (!m_jobs.contains(clientId) || !item)
        return;
    for (int place = 0; place < item->files.size(); ++place) {
        const OutgoingFile &file = item->files.at(place);
        if (file.file)
            continue;
        m_jobs[clientId].place = place;
        m_jobs[clientId].sent = 0;
        if (file.uploadId.isEmpty())
            return begin(*item, place);
        return m_rest.uploadState(file.uploadId,
            whileWaiting(clientId, [this, place](const OutboxItem &now, const Result<UploadState> &state) {
                // Expired, or whole while its answer was lost: from the beginning.
                if (!state && state.error().code == ErrorCode::NotFound)
                    return begin(now, place);
                goOn(now, place, state);
            }));
    }
    end(clientId, Done{});
}

void Uploader::begin(const OutboxItem &item, int place)
{
    const OutgoingFile &file = item.files.at(place);
    m_rest.createUpload(item.roomId, file.name, file.size,
        whileWaiting(item.clientId, [this, place](const OutboxItem &now, const Result<UploadState> &state) {
            if (state)
                m_outbox.noteUpload(now.clientId, place, state->id, std::nullopt);
            goOn(now, place, state);
        }));
}

void Uploader::goOn(const OutboxItem &item, int place, const Result<UploadState> &state)
{
    if (!state)
        return end(item.clientId, state.error());
    if (state->file) {
        m_outbox.noteUpload(item.clientId, place, {}, state->file);
        Q_EMIT progressed(item.clientId);
        return next(item.clientId);
    }
    auto file = std::make_unique<QFile>(item.files.at(place).path);
    if (!file->open(QIODevice::ReadOnly) || file->size() != item.files.at(place).size ||
        !file->seek(state->offset))
        return end(item.clientId,
            Error(ErrorCode::InvalidRequest, tr("%1 is not there any more.").arg(item.files.at(place).name)));
    Job &job = m_jobs[item.clientId];
    job.sent = state->offset;
    job.cancel = m_rest.sendPart(
        state->id, std::move(file),
        [this, clientId = item.clientId, offset = state->offset](qint64 bytes) {
            if (const auto at = m_jobs.find(clientId); at != m_jobs.end() && bytes > 0) {
                at->sent = offset + bytes;
                Q_EMIT progressed(clientId);
            }
        },
        whileWaiting(item.clientId, [this, place](const OutboxItem &now, const Result<UploadState> &sent) {
            // All of it was sent, hence nothing but the whole file is an answer.
            if (sent && !sent->file)
                return end(now.clientId, Error(ErrorCode::OffsetMismatch));
            goOn(now, place, sent);
        }));
}

void Uploader::end(const QString &clientId, const Result<Done> &result)
{
    const Job job = m_jobs.take(clientId);
    Q_EMIT progressed(clientId);
    if (job.reply)
        job.reply(result);
}

} // namespace hearth::app
