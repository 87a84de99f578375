#pragma once

#include "server/features/fileupload.h"

namespace hearth::server {

class Uploads;

//! `PATCH /api/uploads/{id}`: a part of a file, from `Upload-Offset` on. What has come of a part that is cut
//! stays.
class UploadPart final : public FileUpload
{
    Q_OBJECT

public:
    UploadPart(
        Uploads &uploads, const UploadTools &tools, QString uploadId, HttpRequest head, Responder respond);
    ~UploadPart() override;

    //! Its peer came back on another connection.
    void cut();

private:
    void admitted(const Caller &caller) override;
    Result<Done> take(QByteArrayView bytes) override;
    void whole() override;
    void failed(const Error &error) override;
    void enter(const QString &userId);
    void begun(const Upload &upload);
    void noteOffset(std::function<void()> noted);
    void finish(const std::function<void(Result<Content>)> &finished);
    void keep(const Content &content);

    QPointer<Uploads> m_uploads;
    Upload m_upload; //!< as it was before this part
    qint64 m_noted = 0;
    QString m_copy; //!< the draft that becomes the file, where it is not the upload's own
    bool m_hasEntered = false;
    bool m_isGivenUp = false;
    bool m_isHandedOver = false; //!< to who keeps the file, and leaves for this
};

//! NotFound also for another's; AccessDenied for who is no member of the room any more.
[[nodiscard]] Result<Upload> ownUpload(Database &db, const QString &userId, const QString &uploadId);
//! What is told of an upload, also in the header fields of tus.
[[nodiscard]] HttpResponse uploadResponse(
    const Upload &upload, int status, const std::optional<protocol::File> &file = {});

} // namespace hearth::server
