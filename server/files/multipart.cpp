#include "server/files/multipart.h"

#include "server/files/parameters.h"

#include <algorithm>

namespace hearth::server {

namespace {

Error notAForm(const QString &why)
{
    return {ErrorCode::InvalidRequest, QStringLiteral("multipart: ") + why};
}

bool isBoundaryCharacter(char c)
{
    using namespace std::string_view_literals;
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           "'()+_,-./:=? "sv.find(c) != std::string_view::npos;
}

//! As browsers write what would end the quotes (the HTML standard, "multipart/form-data encoding").
QString formText(QByteArray text)
{
    text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    return QString::fromUtf8(text);
}

Result<FormPart> partOf(QByteArrayView head)
{
    for (const QByteArray &line : head.toByteArray().split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || line.left(colon).trimmed().toLower() != "content-disposition")
            continue;
        const HeaderValue value = parseHeaderValue(QByteArrayView(line).sliced(colon + 1).trimmed());
        if (value.value != "form-data" || !value.parameters.contains("name"))
            break;
        FormPart part{formText(value.parameters.value("name")), std::nullopt};
        if (value.parameters.contains("filename"))
            part.fileName = formText(value.parameters.value("filename"));
        return part;
    }
    return notAForm(QStringLiteral("a part has no Content-Disposition: form-data with a name"));
}

} // namespace

std::optional<QByteArray> MultipartReader::boundaryOf(QByteArrayView contentType)
{
    const HeaderValue type = parseHeaderValue(contentType);
    const QByteArray boundary = type.parameters.value("boundary");
    const bool isGood = type.value == "multipart/form-data" && !boundary.isEmpty() && boundary.size() <= 70 &&
                        !boundary.endsWith(' ') && std::ranges::all_of(boundary, isBoundaryCharacter);
    return isGood ? std::optional(boundary) : std::nullopt;
}

MultipartReader::MultipartReader(const QByteArray &boundary, Handler &handler)
    : m_delimiter("\r\n--" + boundary), m_handler(handler)
{}

Result<Done> MultipartReader::feed(QByteArrayView bytes)
{
    m_buffer.append(bytes);
    for (;;) {
        const auto goesOn = step();
        if (!goesOn)
            return goesOn.error();
        if (!*goesOn)
            return Done{};
    }
}

Result<bool> MultipartReader::step()
{
    switch (m_state) {
    case State::Preamble:
    case State::Body:
        return readBody();
    case State::AfterBoundary:
        return readBoundaryEnd();
    case State::Head:
        return readHead();
    case State::Epilogue:
        m_buffer.clear();
        break;
    }
    return false;
}

Result<bool> MultipartReader::readBody()
{
    const qsizetype found = m_buffer.indexOf(m_delimiter);
    // A boundary may have begun at the end.
    const qsizetype ready =
        found >= 0 ? found : std::max<qsizetype>(m_buffer.size() - m_delimiter.size() + 1, 0);
    if (m_state == State::Preamble && ready > 0)
        return notAForm(QStringLiteral("it does not begin with its boundary"));
    if (ready > 0)
        m_handler.partReceived(QByteArrayView(m_buffer).first(ready));
    m_buffer.remove(0, found >= 0 ? found + m_delimiter.size() : ready);
    if (found < 0)
        return false;
    if (m_state == State::Body)
        m_handler.partEnded();
    m_state = State::AfterBoundary;
    return true;
}

Result<bool> MultipartReader::readBoundaryEnd()
{
    if (m_buffer.size() < 2)
        return false;
    if (m_buffer.startsWith("--")) {
        m_state = State::Epilogue;
        return true;
    }
    // Two readers must not differ on where a part ends: a boundary with something behind it is refused.
    if (!m_buffer.startsWith("\r\n"))
        return notAForm(QStringLiteral("a boundary is not followed by the end of its line"));
    if (++m_parts > maxParts)
        return notAForm(QStringLiteral("over %1 parts").arg(maxParts));
    // With the end of this line, so that a head without fields ends like any other.
    m_state = State::Head;
    return true;
}

Result<bool> MultipartReader::readHead()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end > maxHeadBytes || (end < 0 && m_buffer.size() > maxHeadBytes))
        return notAForm(QStringLiteral("the head of a part is over %1 bytes").arg(maxHeadBytes));
    if (end < 0)
        return false;
    const auto part = partOf(QByteArrayView(m_buffer).first(end));
    if (!part)
        return part.error();
    m_buffer.remove(0, end + 4);
    m_state = State::Body;
    m_handler.partBegan(*part);
    return true;
}

} // namespace hearth::server
