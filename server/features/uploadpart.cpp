#include "server/features/uploadpart.h"

#include "server/features/gate.h"
#include "server/features/requests.h"
#include "server/features/rest/files.h"
#include "server/features/uploads.h"
#include "shared/base/ids.h"
#include "shared/protocol/codec.h"

namespace hearth::server {

namespace {

//! A cut costs at most so many bytes, and a crash of the machine no more.
constexpr qint64 notedEvery = 4 * 1024 * 1024;

Error moreThan(qint64 size)
{
    return {ErrorCode::TooLarge, QStringLiteral("More than the %1 bytes that were announced").arg(size)};
}

//! Digits alone: a missing or odd offset is no 0.
std::optional<qint64> offsetOf(const HttpRequest &head)
{
    bool isNumber = false;
    const qint64 offset = head.header("upload-offset").toLongLong(&isNumber);
    return isNumber && offset >= 0 ? std::optional(offset) : std::nullopt;
}

} // namespace

HttpResponse uploadResponse(const Upload &upload, int status, const std::optional<protocol::File> &file)
{
    const UploadState state{upload.id, upload.roomId, upload.name, upload.size, upload.offset};
    HttpResponse response = answerOf(Result(UploadAnswer{state, file}), status);
    response.headers = {{"Upload-Offset", QByteArray::number(upload.offset)},
        {"Upload-Length", QByteArray::number(upload.size)}};
    return response;
}

UploadPart::UploadPart(
    Uploads &uploads, const UploadTools &tools, QString uploadId, HttpRequest head, Responder respond)
    : FileUpload(tools, std::move(head), std::move(respond)), m_uploads(&uploads)
{
    m_upload.id = std::move(uploadId);
}

UploadPart::~UploadPart()
{
    if (!m_copy.isEmpty() && !m_isHandedOver)
        m_tools.disk.removeCopy(m_copy);
    if (m_uploads && m_hasEntered && !m_isHandedOver)
        m_uploads->settle(m_upload.id, takeIntake());
}

void UploadPart::cut()
{
    refuse(ErrorCode::OffsetMismatch);
}

void UploadPart::admitted(const Caller &caller)
{
    if (!offsetOf(m_head))
        return refuse(
            Error(ErrorCode::InvalidRequest, QStringLiteral("Upload-Offset: expected a whole number")));
    m_uploads->whenFree(m_upload.id, [guard = QPointer(this), userId = caller.user.id] {
        if (guard && !guard->isOver())
            guard->enter(userId);
    });
}

void UploadPart::enter(const QString &userId)
{
    m_uploads->enter(m_upload.id, *this);
    m_hasEntered = true;
    // By the writer, behind the note of the part before.
    m_tools.services.storage.write<Upload>(
        this, [id = m_upload.id, userId](Database &db) { return ownUpload(db, userId, id); },
        [this](const Result<Upload> &upload) {
            if (!upload)
                return refuse(upload.error());
            begun(*upload);
        });
}

void UploadPart::begun(const Upload &upload)
{
    if (isOver())
        return;
    m_upload = upload;
    m_noted = upload.offset;
    const qint64 offset = *offsetOf(m_head);
    if (offset != upload.offset)
        return refuse(Error(
            ErrorCode::OffsetMismatch, QStringLiteral("The upload goes on at %1, not at %2")
                                           .arg(QString::number(upload.offset), QString::number(offset))));
    if (m_head.header("content-length").toLongLong() > upload.size - offset)
        return refuse(moreThan(upload.size));
    start(upload.id, upload.offset);
}

Result<Done> UploadPart::take(QByteArrayView bytes)
{
    if (intake().size() + bytes.size() > m_upload.size)
        return moreThan(m_upload.size);
    append(bytes);
    if (intake().size() - m_noted >= notedEvery)
        noteOffset({});
    return Done{};
}

void UploadPart::noteOffset(std::function<void()> noted)
{
    m_noted = intake().size();
    intake().sync(this, [this, noted = std::move(noted)](const Result<qint64> &offset) {
        if (!offset)
            return failed(offset.error());
        m_tools.services.storage.write<Done>(
            this,
            [id = m_upload.id, offset = *offset](Database &db) { return db.files().setOffset(id, offset); },
            [this, noted](const Result<Done> &stored) {
                if (!stored)
                    return refuse(stored.error());
                if (noted)
                    noted();
            });
    });
}

void UploadPart::whole()
{
    // Also of a whole file: from here on nothing is written to what may soon be a content.
    noteOffset([this] {
        if (isOver())
            return;
        m_upload.offset = intake().size();
        if (m_upload.offset < m_upload.size)
            return answer(uploadResponse(m_upload, 200));
        finish([this](const Result<Content> &content) {
            if (!content)
                return failed(content.error());
            if (!isOver())
                keep(*content);
        });
    });
}

void UploadPart::failed(const Error &error)
{
    if (error.code != ErrorCode::Conflict || !m_uploads)
        return refuse(error);
    if (std::exchange(m_isGivenUp, true))
        return;
    m_uploads->giveUp(m_upload.id, [guard = QPointer(this), message = error.message] {
        if (guard)
            guard->refuse({ErrorCode::Unavailable, message});
    });
}

void UploadPart::finish(const std::function<void(Result<Content>)> &finished)
{
    if (!m_tools.disk.isShared)
        return intake().finish(finished);
    // Of a part that comes to another server nobody knows here: it may still be writing.
    m_copy = newId(IdKind::Upload);
    intake().finishCopy(m_uploads, m_copy,
        [guard = QPointer(this), uploads = m_uploads, id = m_upload.id, finished](
            const Result<Content> &content) {
            if (guard)
                return finished(content);
            // Its peer has gone, and would make a file of it by a part of 0 bytes.
            if (!content && content.error().code == ErrorCode::Conflict && uploads)
                uploads->giveUp(id, [] {});
        });
}

void UploadPart::keep(const Content &content)
{
    m_isHandedOver = true;
    const NewFile file{newId(IdKind::File), m_upload.roomId, m_upload.userId, m_upload.name, {},
        m_tools.services.clock.wallMs()};
    const QString draftId = m_copy.isEmpty() ? m_upload.id : m_copy;
    m_tools.keeper.keep(draftId, file, content, m_upload.id,
        [guard = QPointer(this), uploads = m_uploads, upload = m_upload, draftId, &disk = m_tools.disk](
            const Result<protocol::File> &kept) {
            // Without its row the upload goes on, from its own draft; with it, neither is needed, and the
            // one that was kept has gone.
            if (draftId != upload.id)
                disk.removeDraft(kept ? upload.id : draftId);
            if (uploads)
                uploads->leave(upload.id);
            if (!guard)
                return;
            if (!kept)
                return guard->refuse(kept.error());
            guard->answer(uploadResponse(upload, 201, *kept));
        });
}

Result<Upload> ownUpload(Database &db, const QString &userId, const QString &uploadId)
{
    auto upload = db.files().upload(uploadId);
    if (!upload)
        return upload;
    if (upload->userId != userId)
        return ErrorCode::NotFound;
    if (const auto access = pass(db, userId, upload->roomId, Verb::Act); !access)
        return access.error();
    return upload;
}

} // namespace hearth::server
