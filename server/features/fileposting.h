#pragma once

#include "server/features/fileupload.h"
#include "server/files/multipart.h"

namespace hearth::server {

//! `POST /api/files`: a whole file in one request, as a form (`roomId`, `file`) or as a raw body with
//! `?roomId=&name=`. A request that is cut leaves nothing.
class FilePosting final : public FileUpload, private MultipartReader::Handler
{
public:
    using FileUpload::FileUpload;
    ~FilePosting() override;

private:
    //! What a part of the form is.
    enum class Part { Ignored, RoomId, File };

    void admitted(const Caller &caller) override;
    Result<Done> take(QByteArrayView bytes) override;
    void whole() override;
    void partBegan(const FormPart &part) override;
    void partReceived(QByteArrayView bytes) override;
    void partEnded() override;
    //! Of the one file.
    void takeFile(QByteArrayView bytes);
    void checkRoom();

    NewFile m_file;
    qint64 m_used = 0; //!< by the person's files before this one
    std::unique_ptr<MultipartReader> m_form;
    Part m_part = Part::Ignored;
    QByteArray m_roomId;
    bool m_hasFile = false;
    bool m_isHandedOver = false;
    Result<Done> m_problem = Done{}; //!< of the form
};

} // namespace hearth::server
