#include "shared/base/jsontext.h"

namespace hearth {

namespace {

//! What has to stand behind a backslash (section 7); 0 for a byte that stands for itself.
char escapeOf(char c)
{
    switch (c) {
    case '"':
    case '\\':
        return c;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return uchar(c) < 0x20 ? 'u' : '\0';
    }
}

//! What stands for itself at the front, in ASCII; how much that was.
qsizetype appendPlain(QByteArray &out, QStringView text)
{
    const qsizetype start = out.size();
    out.resize(start + text.size());
    char *to = out.data() + start;
    qsizetype count = 0;
    for (; count < text.size(); ++count) {
        const char16_t unit = text[count].unicode();
        if (unit >= 0x80 || escapeOf(char(unit)))
            break;
        to[count] = char(unit);
    }
    out.truncate(start + count);
    return count;
}

void appendEscaped(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    qsizetype from = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        const char escape = escapeOf(c);
        if (!escape)
            continue;
        out.append(utf8.data() + from, i - from);
        from = i + 1;
        out += '\\';
        out += escape;
        if (escape == 'u') {
            out += "00";
            out += hex[uchar(c) >> 4];
            out += hex[uchar(c) & 0xF];
        }
    }
    out.append(utf8.data() + from, utf8.size() - from);
}

} // namespace

void appendJson(QByteArray &out, QStringView text)
{
    out += '"';
    // Most of what is written is ASCII, and needs no text in UTF-8 beside it.
    const qsizetype plain = appendPlain(out, text);
    if (plain < text.size())
        appendEscaped(out, text.sliced(plain).toUtf8());
    out += '"';
}

void appendJsonUtf8(QByteArray &out, QByteArrayView text)
{
    out += '"';
    appendEscaped(out, text);
    out += '"';
}

void appendJson(QByteArray &out, qint64 number)
{
    out += QByteArray::number(number);
}

void appendJson(QByteArray &out, bool flag)
{
    out += flag ? "true" : "false";
}

} // namespace hearth
