#include "server/features/fileposting.h"

#include "server/features/gate.h"
#include "server/features/requests.h"
#include "server/features/rest/files.h"
#include "shared/base/filename.h"
#include "shared/base/ids.h"
#include "shared/protocol/codec.h"

namespace hearth::server {

namespace {

constexpr qsizetype maxRoomId = 64;

} // namespace

FilePosting::~FilePosting()
{
    if (!m_file.id.isEmpty() && !m_isHandedOver)
        m_tools.disk.removeDraft(m_file.id);
}

void FilePosting::admitted(const Caller &caller)
{
    m_file.userId = caller.user.id;
    const QByteArray type = m_head.header("content-type");
    if (const auto boundary = MultipartReader::boundaryOf(type)) {
        MultipartReader::Handler &handler = *this; // a private base
        m_form = std::make_unique<MultipartReader>(*boundary, handler);
    } else if (type.toLower().startsWith("multipart/")) {
        return refuse(Error(ErrorCode::InvalidRequest,
            QStringLiteral("Content-Type: expected multipart/form-data with a boundary")));
    } else {
        const auto item = [this](const char *key) {
            return m_head.query.queryItemValue(QString::fromLatin1(key), QUrl::FullyDecoded);
        };
        m_file.roomId = item("roomId");
        m_file.name = safeFileName(item("name"));
        m_hasFile = true;
        if (m_file.roomId.isEmpty())
            return refuse(Error(ErrorCode::InvalidRequest, QStringLiteral("roomId: is missing")));
    }
    const qint64 announced = m_form ? 0 : m_head.header("content-length").toLongLong();
    if (const auto fits = checkFileSize(announced, m_tools.services.limits); !fits)
        return refuse(fits.error());
    m_tools.services.storage.read<qint64>(
        this,
        [file = m_file](Database &db) -> Result<qint64> {
            if (!file.roomId.isEmpty()) {
                if (const auto access = pass(db, file.userId, file.roomId, Verb::Act); !access)
                    return access.error();
            }
            return db.files().usedBy(file.userId);
        },
        [this, announced](const Result<qint64> &used) {
            const auto fits = used ? checkQuota(*used, announced, m_tools.services.limits) : used.error();
            if (!fits)
                return refuse(fits.error());
            m_used = *used;
            m_file.id = newId(IdKind::File);
            start(m_file.id, 0);
        });
}

Result<Done> FilePosting::take(QByteArrayView bytes)
{
    if (m_form) {
        const auto fed = m_form->feed(bytes);
        return fed ? m_problem : fed;
    }
    takeFile(bytes);
    return m_problem;
}

void FilePosting::takeFile(QByteArrayView bytes)
{
    if (!m_problem)
        return;
    const qint64 size = intake().size() + bytes.size();
    m_problem = checkFileSize(size, m_tools.services.limits);
    if (m_problem)
        m_problem = checkQuota(m_used, size, m_tools.services.limits);
    if (m_problem)
        append(bytes);
}

void FilePosting::partBegan(const FormPart &part)
{
    m_part = Part::Ignored;
    if (part.name == QLatin1String("roomId") && !part.fileName) {
        m_part = Part::RoomId;
    } else if (part.fileName) {
        if (m_hasFile)
            m_problem = Error(ErrorCode::InvalidRequest, QStringLiteral("file: one a request"));
        m_hasFile = true;
        m_part = Part::File;
        m_file.name = safeFileName(*part.fileName);
    }
}

void FilePosting::partReceived(QByteArrayView bytes)
{
    if (m_part == Part::File)
        takeFile(bytes);
    else if (m_part == Part::RoomId && m_roomId.size() <= maxRoomId)
        m_roomId += bytes.first(std::min(bytes.size(), maxRoomId + 1));
}

void FilePosting::partEnded()
{
    if (std::exchange(m_part, Part::Ignored) != Part::RoomId || !m_file.roomId.isEmpty())
        return;
    m_file.roomId = QString::fromUtf8(m_roomId);
    checkRoom();
}

//! Who may not is told before all of the file has come. That the file is kept is asked once more then.
void FilePosting::checkRoom()
{
    m_tools.services.storage.read<RoomAccess>(
        this,
        [userId = m_file.userId, roomId = m_file.roomId](
            Database &db) { return pass(db, userId, roomId, Verb::Act); },
        [this](const Result<RoomAccess> &access) {
            if (!access && !m_isHandedOver)
                refuse(access.error());
        });
}

void FilePosting::whole()
{
    const auto missing = [this](const QString &what) {
        refuse(Error(ErrorCode::InvalidRequest, what + QStringLiteral(": is missing")));
    };
    if (m_form && !m_form->isComplete())
        return refuse(Error(ErrorCode::InvalidRequest, QStringLiteral("multipart: it has no end")));
    if (m_file.roomId.isEmpty())
        return missing(QStringLiteral("roomId"));
    if (!m_hasFile)
        return missing(QStringLiteral("file"));
    intake().finish([this](const Result<Content> &content) {
        if (!content)
            return refuse(content.error());
        if (isOver())
            return;
        m_isHandedOver = true;
        m_file.createdAt = m_tools.services.clock.wallMs();
        // The file is kept also where its sender leaves meanwhile: it expires unless a message carries it.
        m_tools.keeper.keep(m_file.id, m_file, *content, {},
            [guard = QPointer<FilePosting>(this), id = m_file.id, &disk = m_tools.disk](
                const Result<protocol::File> &file) {
                if (!file)
                    disk.removeDraft(id);
                if (!guard)
                    return;
                if (!file)
                    return guard->refuse(file.error());
                guard->answer(answerOf(Result(FileAnswer{*file}), 201));
            });
    });
}

} // namespace hearth::server
