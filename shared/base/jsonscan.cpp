#include "shared/base/jsonscan.h"

#include "shared/base/utf8.h"

#include <array>
#include <cstring>
#include <string_view>

namespace hearth {

namespace {

constexpr qsizetype maxDigits = 18; //!< that every qint64 holds
//! Each key is held against all before it, so objects with more are left to a set.
constexpr std::size_t maxKeys = 16;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

//! What ends a run of bytes that stand for themselves.
bool isSpecial(char c)
{
    return uchar(c) < 0x20 || c == '"' || c == '\\';
}

//! Whether one of eight bytes isSpecial(): Mycroft's test for a zero byte, on three differences. It may say
//! so of bytes from 0x80, which costs a look at each of them.
bool hasSpecial(quint64 word)
{
    constexpr quint64 ones = 0x0101010101010101ULL;
    constexpr quint64 tops = 0x8080808080808080ULL;
    const quint64 quotes = word ^ (ones * '"');
    const quint64 backslashes = word ^ (ones * '\\');
    const quint64 found =
        (word - ones * 0x20) | ((quotes - ones) & ~quotes) | ((backslashes - ones) & ~backslashes);
    return (found & tops) != 0;
}

//! The unit of `\uXXXX`, of which `at` is behind the `u`; -1 where it is none.
int unitAt(const char *at, const char *end)
{
    if (end - at < 4)
        return -1;
    int unit = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = at[i];
        const char low = char(c | 0x20);
        const int digit = isDigit(c) ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

//! What the letter behind a backslash stands for, if it is not `u`.
QLatin1Char meantBy(char letter)
{
    constexpr std::string_view letters = "bfnrt";
    constexpr std::string_view controls = "\b\f\n\r\t";
    const std::size_t at = letters.find(letter);
    return QLatin1Char(at == std::string_view::npos ? letter : controls[at]);
}

//! `raw` was checked.
QString unescaped(QByteArrayView raw)
{
    QString out;
    out.reserve(raw.size());
    const char *at = raw.begin();
    while (at < raw.end()) {
        const auto *found = static_cast<const char *>(std::memchr(at, '\\', std::size_t(raw.end() - at)));
        const char *stop = found ? found : raw.end();
        if (stop > at)
            out += wholeText({at, stop - at});
        if (!found)
            break;
        at = stop + 2;
        if (stop[1] == 'u') {
            out += QChar(char16_t(unitAt(at, raw.end())));
            at += 4;
        } else {
            out += meantBy(stop[1]);
        }
    }
    return out;
}

} // namespace

bool JsonScan::takeRaw(QByteArrayView &raw, bool &hasEscape)
{
    if (!take('"'))
        return false;
    const char *start = m_at;
    hasEscape = false;
    while (true) {
        for (quint64 word = 0; m_end - m_at >= 8; m_at += 8) {
            std::memcpy(&word, m_at, 8);
            if (hasSpecial(word))
                break;
        }
        while (m_at < m_end && !isSpecial(*m_at))
            ++m_at;
        if (m_at == m_end)
            return false;
        if (*m_at == '"') {
            raw = {start, m_at++ - start};
            return true;
        }
        if (*m_at != '\\' || !passEscape())
            return false;
        hasEscape = true;
    }
}

bool JsonScan::passEscape()
{
    if (m_end - m_at < 2)
        return false;
    const char kind = m_at[1];
    m_at += 2;
    if (kind != 'u')
        return kind != '\0' && std::strchr("\"\\/bfnrt", kind);
    const int unit = unitAt(m_at, m_end);
    if (unit <= 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
        return false;
    m_at += 4;
    if (unit < 0xD800 || unit > 0xDBFF)
        return true;
    if (m_end - m_at < 6 || m_at[0] != '\\' || m_at[1] != 'u')
        return false;
    const int low = unitAt(m_at + 2, m_end);
    m_at += 6;
    return low >= 0xDC00 && low <= 0xDFFF;
}

bool JsonScan::takeBare(QByteArrayView &text)
{
    bool hasEscape = false;
    return takeRaw(text, hasEscape) && !hasEscape;
}

bool JsonScan::takeText(QString &text)
{
    QByteArrayView raw;
    bool hasEscape = false;
    if (!takeRaw(raw, hasEscape))
        return false;
    text = hasEscape ? unescaped(raw) : wholeText(raw);
    return true;
}

bool JsonScan::takeNumber(qint64 &number)
{
    const bool isNegative = take('-');
    const char *start = m_at;
    number = 0;
    for (; m_at < m_end && isDigit(*m_at) && m_at - start < maxDigits; ++m_at)
        number = number * 10 + (*m_at - '0');
    const auto digits = m_at - start;
    if (digits == 0 || (*start == '0' && (digits > 1 || isNegative)))
        return false;
    number = isNegative ? -number : number;
    // A longer one, and one that is not whole, is for doubles.
    return m_at == m_end || (!isDigit(*m_at) && *m_at != '.' && *m_at != 'e' && *m_at != 'E');
}

bool JsonScan::takeWord(QByteArrayView word)
{
    if (next() == '\0' || !rest().startsWith(word))
        return false;
    m_at += word.size();
    return true;
}

bool JsonScan::skip(int depth)
{
    QByteArrayView raw;
    bool hasEscape = false;
    switch (next()) {
    case '{':
        return depth > 0 && skipObject(depth - 1);
    case '[':
        return depth > 0 && skipList(depth - 1);
    case '"':
        return takeRaw(raw, hasEscape);
    case 't':
        return takeWord("true");
    case 'f':
        return takeWord("false");
    case 'n':
        return takeWord("null");
    default:
        return skipNumber();
    }
}

qsizetype JsonScan::passDigits()
{
    const char *start = m_at;
    while (m_at < m_end && isDigit(*m_at))
        ++m_at;
    return m_at - start;
}

bool JsonScan::skipNumber()
{
    const char *start = m_at;
    qint64 ignored = 0;
    if (takeNumber(ignored))
        return true;
    // A short fraction, or nothing plain.
    m_at = start;
    const bool isNegative = take('-');
    const qsizetype whole = passDigits();
    const bool isPadded = whole > 1 && start[isNegative ? 1 : 0] == '0';
    if (whole == 0 || isPadded || m_at == m_end || *m_at != '.')
        return false;
    ++m_at;
    const qsizetype digits = passDigits();
    return digits > 0 && whole + digits < maxDigits && (m_at == m_end || (*m_at != 'e' && *m_at != 'E'));
}

bool JsonScan::skipObject(int depth)
{
    std::array<QByteArrayView, maxKeys> keys;
    std::size_t count = 0;
    ++m_at;
    if (take('}'))
        return true;
    do {
        QByteArrayView key;
        if (count == maxKeys || next() != '"' || !takeBare(key))
            return false;
        for (std::size_t i = 0; i < count; ++i) {
            if (keys[i] == key)
                return false;
        }
        keys[count++] = key;
        if (!take(':') || !skip(depth))
            return false;
    } while (take(','));
    return take('}');
}

bool JsonScan::skipList(int depth)
{
    ++m_at;
    if (take(']'))
        return true;
    do {
        if (!skip(depth))
            return false;
    } while (take(','));
    return take(']');
}

bool isPlainJson(QByteArrayView utf8, int maxDepth)
{
    if (!isValidUtf8(utf8))
        return false;
    JsonScan scan(utf8);
    return scan.skip(maxDepth) && scan.isAtEnd();
}

} // namespace hearth
