#pragma once

#include "server/features/filecare.h"
#include "server/files/draft.h"

namespace hearth::server {

//! Makes a file of a whole draft: its content is on the disk under its hash, then its row is committed
//! (features/filecontents.h), then the reply comes. The same content is kept once.
class FileKeeper : public QObject
{
    Q_OBJECT

public:
    FileKeeper(const Services &services, FileDisk &disk, FileCare &care, QObject *parent = nullptr);

    using Reply = std::function<void(Result<protocol::File>)>;

    //! Asks the gate and the quota, in the transaction. `file.blob` is filled in here. `uploadId`: of the
    //! upload that ends with it, or empty. The draft goes when the file is kept, and stays where it is not.
    void keep(const QString &draftId, NewFile file, const Content &content, const QString &uploadId,
        const Reply &reply);

    [[nodiscard]] quint64 kept() const { return m_kept; }
    [[nodiscard]] quint64 keptBytes() const { return m_keptBytes; }

private:
    struct Work
    {
        QString draftId;
        NewFile file;
        QString uploadId;
        Reply reply;
    };

    void keepContent(const std::shared_ptr<Work> &work);
    void addRow(const std::shared_ptr<Work> &work);
    //! Whether the person may still do it, asked last; the upload is done with.
    [[nodiscard]] static Result<Done> mayKeep(Database &db, const Work &work, const Limits &limits);

    Services m_services;
    FileDisk &m_disk;
    FileCare &m_care;
    quint64 m_kept = 0;
    quint64 m_keptBytes = 0;
};

//! QuotaExceeded where the person's files and `bytes` more are over the limit.
[[nodiscard]] Result<Done> checkQuota(qint64 used, qint64 bytes, const Limits &limits);
//! TooLarge, with the limit, for one file of so many bytes.
[[nodiscard]] Result<Done> checkFileSize(qint64 bytes, const Limits &limits);

} // namespace hearth::server
