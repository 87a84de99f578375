#include "server/files/parameters.h"

namespace hearth::server {

namespace {

//! From the quote at `at` on; moves behind the closing one.
QByteArray quotedText(QByteArrayView text, qsizetype &at)
{
    QByteArray out;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        const bool isEscape =
            text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
        if (isEscape)
            ++at;
        out += text[at];
    }
    ++at;
    return out;
}

} // namespace

HeaderValue parseHeaderValue(QByteArrayView text)
{
    const auto upTo = [&text](qsizetype at, QByteArrayView ends) {
        while (at < text.size() && !ends.contains(text[at]))
            ++at;
        return at;
    };
    qsizetype at = upTo(0, ";");
    HeaderValue out{text.first(at).trimmed().toByteArray().toLower(), {}};
    while (at < text.size()) {
        const qsizetype keyEnd = upTo(at + 1, "=;");
        const QByteArray key = text.sliced(at + 1, keyEnd - at - 1).trimmed().toByteArray().toLower();
        at = keyEnd;
        if (at >= text.size() || text[at] == ';')
            continue;
        ++at;
        while (at < text.size() && text[at] == ' ')
            ++at;
        QByteArray value;
        if (at < text.size() && text[at] == '"') {
            value = quotedText(text, at);
            at = upTo(std::min(at, text.size()), ";");
        } else {
            const qsizetype end = upTo(at, ";");
            value = text.sliced(at, end - at).trimmed().toByteArray();
            at = end;
        }
        if (!key.isEmpty() && !out.parameters.contains(key))
            out.parameters.insert(key, value);
    }
    return out;
}

} // namespace hearth::server
