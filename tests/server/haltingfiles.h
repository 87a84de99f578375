#pragma once

#include "server/storage/filestore.h"

#include <functional>

namespace hearth::test {

using namespace hearth::server;

//! Passes everything on. After one answer a test puts what others do just then.
class HaltingFiles final : public FileStore
{
public:
    explicit HaltingFiles(FileStore &files) : m_files(files) {}

    std::function<void()> afterHasBlob; //!< once

    Result<protocol::File> add(const NewFile &file) override { return m_files.add(file); }
    Result<FileRecord> file(const QString &fileId) override { return m_files.file(fileId); }
    Result<qint64> usedBy(const QString &userId) override { return m_files.usedBy(userId); }
    Result<Done> addUpload(const Upload &upload) override { return m_files.addUpload(upload); }
    Result<Upload> upload(const QString &uploadId) override { return m_files.upload(uploadId); }
    Result<Done> setOffset(const QString &id, qint64 offset) override
    {
        return m_files.setOffset(id, offset);
    }
    Result<Done> removeUpload(const QString &uploadId) override { return m_files.removeUpload(uploadId); }
    Result<QStringList> uploads() override { return m_files.uploads(); }
    Result<qint64> uploadCount(const QString &userId) override { return m_files.uploadCount(userId); }
    Result<QStringList> expire(qint64 before) override { return m_files.expire(before); }
    Result<QStringList> unusedBlobs() override { return m_files.unusedBlobs(); }
    Result<bool> forgetBlob(const QString &hash) override { return m_files.forgetBlob(hash); }
    Result<bool> hasBlob(const QString &hash) override
    {
        auto answer = m_files.hasBlob(hash);
        if (const auto act = std::exchange(afterHasBlob, nullptr))
            act();
        return answer;
    }
    Result<QList<Blob>> blobs(const QString &after) override { return m_files.blobs(after); }

private:
    FileStore &m_files;
};

} // namespace hearth::test
