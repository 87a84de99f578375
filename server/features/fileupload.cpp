#include "server/features/fileupload.h"

namespace hearth::server {

FileUpload::FileUpload(const UploadTools &tools, HttpRequest head, Responder respond)
    : m_tools(tools), m_head(std::move(head)), m_respond(std::move(respond))
{}

void FileUpload::begin(BodySource &source)
{
    m_source = &source;
    const auto respond = [guard = QPointer(this)](const HttpResponse &response) {
        if (guard)
            guard->answer(response);
    };
    m_tools.accounts.authenticate(m_head, respond, [guard = QPointer(this)](const Caller &caller) {
        if (!guard || guard->m_isOver)
            return;
        guard->m_seat = guard->m_tools.seats.take(caller.user.id);
        if (!guard->m_seat)
            return guard->refuse(
                Error(ErrorCode::TooMany, QStringLiteral("Too many uploads at once; let one end")));
        guard->admitted(caller);
    });
}

void FileUpload::start(const QString &draftId, qint64 offset)
{
    m_intake = std::make_unique<Intake>(m_tools.disk, draftId, offset);
    m_intake->onFailed = [this](const Error &error) { failed(error); };
    m_intake->onRoom = [this] {
        if (!m_isOver)
            m_source->resume();
    };
    m_source->resume();
}

void FileUpload::received(QByteArrayView bytes)
{
    if (m_isOver)
        return;
    if (const auto taken = take(bytes); !taken)
        return refuse(taken.error());
    if (!m_isOver && intake().isFull())
        m_source->pause();
}

void FileUpload::finished()
{
    if (!m_isOver)
        whole();
}

void FileUpload::refuse(const Error &error)
{
    answer(HttpResponse::error(error));
}

void FileUpload::answer(const HttpResponse &response)
{
    if (!std::exchange(m_isOver, true))
        m_respond(response);
}

} // namespace hearth::server
