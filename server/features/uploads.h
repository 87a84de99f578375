#pragma once

#include "server/features/fileupload.h"

namespace hearth::server {

class UploadPart;

//! How files come in: whole by `POST /api/files`, or in parts that go on after a cut. In parts, much as tus
//! (tus.io) does it: `POST /api/uploads {roomId,name,size}` gives an id; `PATCH /api/uploads/{id}` with
//! `Upload-Offset: N` sends the bytes from N on, and the last of them makes the file; `GET` (or `HEAD`) ends
//! the part that is under way and tells the offset that is on the disk for sure; `DELETE` gives the upload
//! up.
class Uploads : public QObject
{
    Q_OBJECT

public:
    Uploads(const UploadTools &tools, QObject *parent = nullptr);

    // ---- for the parts ----
    //! Calls `next` once no part of the upload is being written. The one that is, is ended: its peer has gone
    //! and come back before anybody noticed.
    void whenFree(const QString &uploadId, const std::function<void()> &next);
    void enter(const QString &uploadId, UploadPart &part);
    void leave(const QString &uploadId);
    //! Notes what the draft has, where the part had begun to write it, then leaves.
    void settle(const QString &uploadId, const std::unique_ptr<Intake> &intake);
    //! Where the draft is not what was sent: nobody goes on with it, and its peer, which finds none, begins
    //! anew. `given`: once that is so, or could not be done.
    void giveUp(const QString &uploadId, const std::function<void()> &given);

private:
    static constexpr int maxUnfinished = 100; //!< of one person

    struct Active
    {
        QPointer<UploadPart> part;
        QList<std::function<void()>> waiting;
    };
    using Act = std::function<Result<Upload>(Database &, const QString &userId)>;
    using Tell = std::function<void(const Upload &)>;

    void addPaths();
    void create(const HttpRequest &request, const Responder &respond);
    //! Runs `act` by the writer once the upload is free, for the person behind the request, then `tell`.
    void run(const HttpRequest &request, const QString &uploadId, const Responder &respond, const Act &act,
        const Tell &tell);

    UploadTools m_tools;
    QHash<QString, Active> m_active; //!< by upload
};

} // namespace hearth::server
