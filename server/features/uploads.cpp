#include "server/features/uploads.h"

#include "server/features/fileposting.h"
#include "server/features/gate.h"
#include "server/features/requests.h"
#include "server/features/rest/accounts.h"
#include "server/features/rest/files.h"
#include "server/features/uploadpart.h"
#include "shared/base/filename.h"
#include "shared/base/ids.h"

namespace hearth::server {

namespace {

//! What a form has beside its file.
constexpr qint64 formBytes = 64 * 1024;

} // namespace

Uploads::Uploads(const UploadTools &tools, QObject *parent) : QObject(parent), m_tools(tools)
{
    addPaths();
}

void Uploads::addPaths()
{
    Router &router = m_tools.services.router;
    const qint64 fileBytes = m_tools.services.limits.fileBytes;
    router.addUpload("POST", QStringLiteral("/api/files"), fileBytes > 0 ? fileBytes + formBytes : 0,
        [this](const HttpRequest &head, const QStringList &, const Responder &respond) {
            return std::make_shared<FilePosting>(m_tools, head, respond);
        });
    router.addUpload("PATCH", QStringLiteral("/api/uploads/{id}"), fileBytes,
        [this](const HttpRequest &head, const QStringList &ids, const Responder &respond) {
            return std::make_shared<UploadPart>(*this, m_tools, ids.at(0), head, respond);
        });
    router.add("POST", QStringLiteral("/api/uploads"),
        [this](const HttpRequest &request, const QStringList &, const Responder &respond) {
            create(request, respond);
        });
    router.add("GET", QStringLiteral("/api/uploads/{id}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            run(
                request, ids.at(0), respond,
                [id = ids.at(0)](Database &db, const QString &userId) { return ownUpload(db, userId, id); },
                [respond](const Upload &upload) { respond(uploadResponse(upload, 200)); });
        });
    router.add("DELETE", QStringLiteral("/api/uploads/{id}"),
        [this](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            run(
                request, ids.at(0), respond,
                [id = ids.at(0)](Database &db, const QString &userId) -> Result<Upload> {
                    const auto upload = ownUpload(db, userId, id);
                    const auto removed = upload ? db.files().removeUpload(id) : upload.error();
                    return removed ? upload : removed.error();
                },
                [this, respond](const Upload &upload) {
                    m_tools.disk.removeDraft(upload.id);
                    respond(answerOf(Result(Okay{})));
                });
        });
}

void Uploads::create(const HttpRequest &request, const Responder &respond)
{
    const auto body = bodyAs<CreateUpload>(request);
    if (!body)
        return respond(HttpResponse::error(body.error()));
    const Limits &limits = m_tools.services.limits;
    if (const auto fits = checkFileSize(body->size, limits); !fits)
        return respond(HttpResponse::error(fits.error()));
    Upload upload{newId(IdKind::Upload), body->roomId, {}, safeFileName(body->name), body->size, 0,
        m_tools.services.clock.wallMs()};
    run(
        request, upload.id, respond,
        [upload, &limits](Database &db, const QString &userId) -> Result<Upload> {
            if (const auto access = pass(db, userId, upload.roomId, Verb::Act); !access)
                return access.error();
            const auto used = db.files().usedBy(userId);
            if (const auto fits = used ? checkQuota(*used, upload.size, limits) : used.error(); !fits)
                return fits.error();
            const auto unfinished = db.files().uploadCount(userId);
            if (!unfinished)
                return unfinished.error();
            if (*unfinished >= maxUnfinished)
                return Error(ErrorCode::TooMany,
                    QStringLiteral("Over %1 unfinished uploads; finish or give up some").arg(maxUnfinished));
            Upload own = upload;
            own.userId = userId;
            const auto added = db.files().addUpload(own);
            return added ? Result(own) : added.error();
        },
        [respond](const Upload &added) { respond(uploadResponse(added, 201)); });
}

void Uploads::run(const HttpRequest &request, const QString &uploadId, const Responder &respond,
    const Act &act, const Tell &tell)
{
    m_tools.accounts.authenticate(request, respond, [=, this](const Caller &caller) {
        whenFree(uploadId, [=, this, userId = caller.user.id] {
            m_tools.services.storage.write<Upload>(
                this, [act, userId](Database &db) { return act(db, userId); },
                [respond, tell](const Result<Upload> &upload) {
                    if (!upload)
                        return respond(HttpResponse::error(upload.error()));
                    tell(*upload);
                });
        });
    });
}

void Uploads::whenFree(const QString &uploadId, const std::function<void()> &next)
{
    const auto active = m_active.find(uploadId);
    if (active == m_active.end())
        return next();
    active->waiting += next;
    if (active->part)
        active->part->cut();
}

void Uploads::enter(const QString &uploadId, UploadPart &part)
{
    m_active.insert(uploadId, {&part, {}});
}

void Uploads::leave(const QString &uploadId)
{
    // The first may enter, and the others wait again.
    for (const auto &next : m_active.take(uploadId).waiting)
        whenFree(uploadId, next);
}

void Uploads::settle(const QString &uploadId, const std::unique_ptr<Intake> &intake)
{
    if (!intake)
        return leave(uploadId);
    intake->sync(this, [this, uploadId](const Result<qint64> &offset) {
        if (!offset)
            return leave(uploadId);
        m_tools.services.storage.write<Done>(
            this,
            [uploadId, offset = *offset](Database &db) { return db.files().setOffset(uploadId, offset); },
            [this, uploadId](const Result<Done> &) { leave(uploadId); });
    });
}

void Uploads::giveUp(const QString &uploadId, const std::function<void()> &given)
{
    m_tools.services.storage.write<Done>(
        this, [uploadId](Database &db) { return db.files().removeUpload(uploadId); },
        [this, uploadId, given](const Result<Done> &removed) {
            if (removed)
                m_tools.disk.removeDraft(uploadId);
            given();
        });
}

} // namespace hearth::server
