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

} // namespace

void appendJson(QByteArray &out, QStringView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    const QByteArray utf8 = text.toUtf8();
    out += '"';
    qsizetype from = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        const char escape = escapeOf(c);
        if (!escape)
            continue;
        out.append(utf8.constData() + from, i - from);
        from = i + 1;
        out += '\\';
        out += escape;
        if (escape == 'u') {
            out += "00";
            out += hex[uchar(c) >> 4];
            out += hex[uchar(c) & 0xF];
        }
    }
    out.append(utf8.constData() + from, utf8.size() - from);
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
