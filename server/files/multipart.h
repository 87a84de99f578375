#pragma once

#include "shared/base/result.h"

#include <QByteArray>

#include <optional>

namespace hearth::server {

//! One part of a form (RFC 7578), by its head.
struct FormPart
{
    QString name;
    std::optional<QString> fileName; //!< as the peer wrote it: not to be trusted
    bool operator==(const FormPart &) const = default;
};

//! Reads multipart/form-data while it comes, however it is cut; holds no more of it than a part's head or a
//! boundary. Pure: what it finds goes to the handler, within feed().
class MultipartReader
{
public:
    static constexpr qsizetype maxHeadBytes = 4 * 1024; //!< of one part
    static constexpr int maxParts = 16;

    class Handler
    {
    public:
        virtual void partBegan(const FormPart &part) = 0;
        //! The next bytes of the part, gone after the call.
        virtual void partReceived(QByteArrayView bytes) = 0;
        virtual void partEnded() = 0;

    protected:
        ~Handler() = default;
    };

    //! The boundary in a Content-Type; nothing where it is no multipart/form-data, or the boundary is not as
    //! RFC 2046, section 5.1.1, has it.
    [[nodiscard]] static std::optional<QByteArray> boundaryOf(QByteArrayView contentType);

    MultipartReader(const QByteArray &boundary, Handler &handler);
    //! InvalidRequest for what is no such form, after which it must not be called again.
    [[nodiscard]] Result<Done> feed(QByteArrayView bytes);
    //! Whether the last boundary was seen.
    [[nodiscard]] bool isComplete() const { return m_state == State::Epilogue; }

private:
    enum class State { Preamble, Body, AfterBoundary, Head, Epilogue };

    //! False: more bytes are needed.
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] Result<bool> readBody();
    [[nodiscard]] Result<bool> readBoundaryEnd();
    [[nodiscard]] Result<bool> readHead();

    const QByteArray m_delimiter; //!< with the CRLF before it
    Handler &m_handler;
    QByteArray m_buffer = "\r\n"; //!< as if the first boundary were behind a line
    State m_state = State::Preamble;
    int m_parts = 0;
};

} // namespace hearth::server
