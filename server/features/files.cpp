#include "server/features/files.h"

#include "server/features/filebody.h"
#include "server/features/gate.h"
#include "server/files/disposition.h"
#include "shared/base/filetype.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hearth::server {

namespace {

//! Whoever has not sent it yet is the only one who may have it.
Result<FileRecord> fileFor(Database &db, const QString &userId, const QString &fileId)
{
    auto record = db.files().file(fileId);
    if (!record)
        return record;
    // As for a file that there is not: who left the room does not learn what becomes of it.
    if (const auto access = pass(db, userId, record->roomId, Verb::Enter); !access)
        return access.error().code == ErrorCode::AccessDenied ? Error(ErrorCode::NotFound) : access.error();
    if (!record->isSent && record->userId != userId)
        return ErrorCode::NotFound;
    return record;
}

//! RFC 9110, section 13.1.2, with the weak comparison.
bool hasTag(const QByteArray &field, const QByteArray &tag)
{
    for (QByteArray each : field.split(',')) {
        each = each.trimmed();
        if (each == "*" || each == tag || each == "W/" + tag)
            return true;
    }
    return false;
}

QByteArray typeOfFile(const Descriptor &file)
{
    QByteArray first(typeBytes, '\0');
    const auto got = ::pread(file.number(), first.data(), std::size_t(first.size()), 0);
    return typeOf(QByteArrayView(first).first(std::max<qsizetype>(got, 0)));
}

} // namespace

Files::Files(const Services &services, Accounts &accounts, FileDisk &disk, QObject *parent)
    : QObject(parent), m_services(services), m_accounts(accounts), m_disk(disk)
{
    addPath({}, What::Content);
    addPath(QStringLiteral("/thumbnail"), What::Thumbnail);
}

void Files::addPath(const QString &below, What what)
{
    m_services.router.add("GET", QStringLiteral("/api/files/{id}") + below,
        [this, what](const HttpRequest &request, const QStringList &ids, const Responder &respond) {
            m_accounts.authenticate(request, respond, [=, this](const Caller &caller) {
                m_services.storage.read<FileRecord>(
                    this,
                    [userId = caller.user.id, id = ids.at(0)](
                        Database &db) { return fileFor(db, userId, id); },
                    [=, this](const Result<FileRecord> &record) {
                        respond(record ? responseFor(request, *record, what)
                                       : HttpResponse::error(record.error()));
                    });
            });
        });
}

HttpResponse Files::responseFor(const HttpRequest &request, const FileRecord &record, What what)
{
    const bool isContent = what == What::Content;
    const QString path = isContent ? m_disk.blobs.content(record.hash) : m_disk.blobs.thumbnail(record.hash);
    const QByteArray tag = '"' + record.hash.left(32).toLatin1() + (isContent ? "\"" : "-t\"");
    HttpResponse response;
    response.cacheControl = "private, no-cache";
    response.headers = {{"ETag", tag}, {"Content-Security-Policy", "default-src 'none'; sandbox"},
        {"Content-Disposition", attachment(record.file.name)}};
    if (hasTag(request.header("if-none-match"), tag)) {
        response.status = 304;
        return response;
    }
    Descriptor file = openFile(path, O_RDONLY);
    struct stat status
    {};
    if (!file.isOpen() || ::fstat(file.number(), &status) != 0)
        return HttpResponse::error(ErrorCode::NotFound);
    response.contentType = isContent ? record.file.type.toLatin1() : typeOfFile(file);
    if (!isContent)
        response.headers.last().second = "inline";
    const qint64 size = status.st_size;
    response.headers.emplaceBack("Accept-Ranges", "bytes");
    const QByteArray ifRange = request.header("if-range");
    const bool isWhole = !ifRange.isEmpty() && ifRange != tag;
    const RangeAnswer range = rangeOf(isWhole ? QByteArray() : request.header("range"), size);
    if (range.kind == RangeAnswer::Kind::None) {
        response = HttpResponse::error(ErrorCode::RangeInvalid);
        response.headers = {{"Content-Range", "bytes */" + QByteArray::number(size)}};
        return response;
    }
    if (range.kind == RangeAnswer::Kind::Part) {
        response.status = 206;
        const qint64 last = range.range.first + range.range.size - 1;
        response.headers.emplaceBack("Content-Range", "bytes " + QByteArray::number(range.range.first) + '-' +
                                                          QByteArray::number(last) + '/' +
                                                          QByteArray::number(size));
    }
    ++m_sent;
    response.stream = std::make_shared<FileBody>(m_disk.reading, std::move(file), range.range);
    response.streamBytes = range.range.size;
    return response;
}

} // namespace hearth::server
