#pragma once

#include "server/features/accounts.h"
#include "server/features/filekeeper.h"
#include "server/features/intake.h"
#include "server/features/uploadseats.h"

namespace hearth::server {

//! What every upload works with.
struct UploadTools
{
    Services services;
    Accounts &accounts;
    FileDisk &disk;
    FileKeeper &keeper;
    UploadSeats &seats;
};

//! A request whose body becomes a file: authenticates first, then lets the body come as fast as the disk
//! takes it. Answers once.
class FileUpload : public QObject, public HttpUpload
{
    Q_OBJECT

public:
    FileUpload(const UploadTools &tools, HttpRequest head, Responder respond);

    void begin(BodySource &source) final;
    void received(QByteArrayView bytes) final;
    void finished() final;
    void refuse(const Error &error);

protected:
    //! The person is known; go on with start(), or refuse().
    virtual void admitted(const Caller &caller) = 0;
    //! The next bytes of the body.
    virtual Result<Done> take(QByteArrayView bytes) = 0;
    //! The body was whole.
    virtual void whole() = 0;
    //! The disk failed; ends in refuse().
    virtual void failed(const Error &error) { refuse(error); }

    //! Lets the body come; append() may be used from now on.
    void start(const QString &draftId, qint64 offset);
    void append(QByteArrayView bytes) { m_intake->append(bytes); }
    void answer(const HttpResponse &response);
    [[nodiscard]] bool isOver() const { return m_isOver; }
    //! Only after start().
    [[nodiscard]] Intake &intake() { return *m_intake; }
    //! Null before start(), and from now on.
    [[nodiscard]] std::unique_ptr<Intake> takeIntake() { return std::move(m_intake); }

    const UploadTools m_tools;
    const HttpRequest m_head;

private:
    Responder m_respond;
    BodySource *m_source = nullptr;
    std::shared_ptr<void> m_seat;
    std::unique_ptr<Intake> m_intake;
    bool m_isOver = false; //!< answered
};

} // namespace hearth::server
