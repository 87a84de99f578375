#pragma once

#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace hearth::server {

//! A content that is kept once, whoever sent it.
struct Blob
{
    QString hash; //!< SHA-256, in hex
    qint64 size = 0;
    QString type;
    std::optional<qint64> width = {}; //!< of an image as it is shown
    std::optional<qint64> height = {};
    bool hasThumbnail = false;
    bool operator==(const Blob &) const = default;
};

struct NewFile
{
    QString id;
    QString roomId;
    QString userId;
    QString name; //!< safe to show
    Blob blob;
    qint64 createdAt = 0;
};

struct FileRecord
{
    protocol::File file;
    QString roomId;
    QString userId;
    QString hash;
    bool isSent = false; //!< a message carries it; else it is its owner's alone
    bool operator==(const FileRecord &) const = default;
};

//! A file that is not whole yet.
struct Upload
{
    QString id;
    QString roomId;
    QString userId;
    QString name;
    qint64 size = 0;   //!< announced
    qint64 offset = 0; //!< of this so much is on the disk
    qint64 createdAt = 0;
    bool operator==(const Upload &) const = default;
};

//! The files of messages, and what is on its way to become one; the contents lie beside the database. Who may
//! do it is not asked here.
class FileStore
{
public:
    virtual ~FileStore() = default;
    //! In no message yet. What is known of a content stays as its first file said it.
    virtual Result<protocol::File> add(const NewFile &file) = 0;
    //! NotFound.
    virtual Result<FileRecord> file(const QString &fileId) = 0;
    //! Bytes of all files of the person, and of all that their uploads announce.
    virtual Result<qint64> usedBy(const QString &userId) = 0;

    virtual Result<Done> addUpload(const Upload &upload) = 0;
    //! NotFound.
    virtual Result<Upload> upload(const QString &uploadId) = 0;
    virtual Result<Done> setOffset(const QString &uploadId, qint64 offset) = 0;
    virtual Result<Done> removeUpload(const QString &uploadId) = 0;
    virtual Result<QStringList> uploads() = 0;
    virtual Result<qint64> uploadCount(const QString &userId) = 0;

    //! Forgets files in no message, and uploads, from before `before` (ms since 1970); the uploads' ids.
    virtual Result<QStringList> expire(qint64 before) = 0;
    //! Contents that no file has any more, at most 100.
    virtual Result<QStringList> unusedBlobs() = 0;
    //! Whether the content was forgotten: not where a file has it.
    virtual Result<bool> forgetBlob(const QString &hash) = 0;
    virtual Result<bool> hasBlob(const QString &hash) = 0;
    //! Those behind `after`, by hash, at most 1000.
    virtual Result<QList<Blob>> blobs(const QString &after) = 0;
};

} // namespace hearth::server
