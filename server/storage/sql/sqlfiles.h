#pragma once

#include "server/storage/filestore.h"

namespace hearth::server {

class Statements;

class SqlFiles final : public FileStore
{
public:
    explicit SqlFiles(Statements &statements) : m_statements(statements) {}

    Result<protocol::File> add(const NewFile &file) override;
    Result<FileRecord> file(const QString &fileId) override;
    Result<qint64> usedBy(const QString &userId) override;

    Result<Done> addUpload(const Upload &upload) override;
    Result<Upload> upload(const QString &uploadId) override;
    Result<Done> setOffset(const QString &uploadId, qint64 offset) override;
    Result<Done> removeUpload(const QString &uploadId) override;
    Result<QStringList> uploads() override;
    Result<qint64> uploadCount(const QString &userId) override;

    Result<QStringList> expire(qint64 before) override;
    Result<QStringList> unusedBlobs() override;
    Result<bool> forgetBlob(const QString &hash) override;
    Result<bool> hasBlob(const QString &hash) override;
    Result<QList<Blob>> blobs(const QString &after) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
