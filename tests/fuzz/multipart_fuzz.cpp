#include "server/files/multipart.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

namespace hearth::fuzz {

using namespace hearth::server;

namespace {

//! Writes down what a form holds.
class Form final : public MultipartReader::Handler
{
public:
    QList<std::pair<FormPart, QByteArray>> parts;
    bool isRefused = false;
    bool isComplete = false;

    explicit Form(const QList<QByteArray> &pieces)
    {
        MultipartReader reader("xY", *this);
        for (const QByteArray &piece : pieces) {
            if (!reader.feed(piece)) {
                isRefused = true;
                return;
            }
        }
        isComplete = reader.isComplete();
        require(!isComplete || !m_isOpen, "the end is behind every part");
    }
    void partBegan(const FormPart &part) override
    {
        require(!m_isOpen, "parts do not lie in one another");
        m_isOpen = true;
        parts.append({part, {}});
        require(parts.size() <= MultipartReader::maxParts, "the number of parts is bounded");
    }
    void partReceived(QByteArrayView bytes) override
    {
        require(m_isOpen, "bytes are of a part");
        parts.last().second += bytes;
    }
    void partEnded() override
    {
        require(m_isOpen, "what ends has begun");
        m_isOpen = false;
        require(!parts.last().second.contains("\r\n--xY"), "no part holds a boundary");
    }

private:
    bool m_isOpen = false;
};

void checkSame(const Form &whole, const Form &sliced)
{
    // The bytes behind what is wrong may not have come: slicing may decide when, but not whether.
    require(whole.isRefused == sliced.isRefused, "slicing does not decide what is a form");
    require(whole.isRefused || (whole.parts == sliced.parts && whole.isComplete == sliced.isComplete),
        "slicing does not change a form");
}

} // namespace

//! The body of a form with the boundary xY; its first line is tried as a Content-Type, too.
void fuzz(QByteArrayView input)
{
    const qsizetype lineEnd = input.indexOf('\n');
    if (const auto boundary = MultipartReader::boundaryOf(input.first(std::max<qsizetype>(lineEnd, 0))))
        require(!boundary->isEmpty() && boundary->size() <= 70 && !boundary->contains('\r'),
            "a boundary is short");
    const Form whole({input.toByteArray()});
    checkSame(whole, Form(slicesOf(input)));
    checkSame(whole, Form(bytesOf(input)));
}

} // namespace hearth::fuzz
