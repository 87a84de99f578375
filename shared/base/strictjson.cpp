#include "shared/base/strictjson.h"

#include "shared/base/utf8.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace hearth {

namespace {

//! Each byte order mark as an escape: QJsonDocument takes one off the front of a text, to which it belongs.
QByteArray withMarks(QByteArray json)
{
    return json.replace("\xEF\xBB\xBF", "\\ufeff");
}

//! Walks JSON once, checks what QJsonDocument lets pass, and leaves the building to QJsonDocument. Recursion
//! is bounded by maxDepth.
class Checker
{
public:
    Checker(QByteArrayView text, int maxDepth) : m_text(text), m_maxDepth(maxDepth) {}

    bool checkDocument()
    {
        skipSpace();
        if (!checkValue(0))
            return false;
        skipSpace();
        return m_at == m_text.size() || fail("more than one value");
    }

    //! An object or a list, rather than a text, a number or a word.
    [[nodiscard]] bool beginsWithContainer() const
    {
        const QByteArrayView trimmed = m_text.trimmed();
        return trimmed.startsWith('{') || trimmed.startsWith('[');
    }

    [[nodiscard]] Error error() const
    {
        return {ErrorCode::InvalidRequest, QStringLiteral("JSON: %1 at byte %2").arg(m_why).arg(m_at)};
    }

private:
    bool fail(const char *why)
    {
        if (m_why.isEmpty())
            m_why = QString::fromLatin1(why);
        return false;
    }

    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool take(char c)
    {
        if (peek() != c || m_at >= m_text.size())
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() &&
               (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            ++m_at;
    }

    bool checkValue(int depth)
    {
        switch (peek()) {
        case '{':
            return depth < m_maxDepth ? checkObject(depth + 1) : fail("nested too deeply");
        case '[':
            return depth < m_maxDepth ? checkArray(depth + 1) : fail("nested too deeply");
        case '"': {
            QByteArrayView ignored;
            return checkString(ignored);
        }
        default:
            return checkScalar();
        }
    }

    bool checkObject(int depth)
    {
        ++m_at;
        QSet<QString> keys;
        skipSpace();
        if (take('}'))
            return true;
        do {
            skipSpace();
            QByteArrayView raw;
            if (peek() != '"' || !checkString(raw))
                return fail("expected a key");
            const QString key = raw.contains('\\') ? unescaped(raw) : wholeText(raw);
            if (keys.contains(key))
                return fail("the same key twice");
            keys.insert(key);
            skipSpace();
            if (!take(':'))
                return fail("expected a colon");
            skipSpace();
            if (!checkValue(depth))
                return false;
            skipSpace();
        } while (take(','));
        return take('}') || fail("an unfinished object");
    }

    bool checkArray(int depth)
    {
        ++m_at;
        skipSpace();
        if (take(']'))
            return true;
        do {
            skipSpace();
            if (!checkValue(depth))
                return false;
            skipSpace();
        } while (take(','));
        return take(']') || fail("an unfinished list");
    }

    bool checkScalar()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && !QByteArrayView(",]}: \t\r\n").contains(m_text[m_at]))
            ++m_at;
        if (m_at == start)
            return fail("expected a value");
        // The spelling of numbers and literals is QJsonDocument's to judge.
        return true;
    }

    //! `raw` is what stands between the quotes.
    bool checkString(QByteArrayView &raw)
    {
        ++m_at;
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (static_cast<unsigned char>(m_text[m_at]) < 0x20)
                return fail("a bare control character");
            if (m_text[m_at] == '\\') {
                if (!checkEscape())
                    return false;
            } else {
                ++m_at;
            }
        }
        if (m_at >= m_text.size())
            return fail("an unfinished string");
        raw = m_text.sliced(start, m_at - start);
        ++m_at;
        return true;
    }

    bool checkEscape()
    {
        ++m_at;
        const char kind = peek();
        ++m_at;
        if (kind != 'u')
            return QByteArrayView("\"\\/bfnrt").contains(kind) && kind != '\0' ? true
                                                                               : fail("an unknown escape");
        const int unit = hex4();
        if (unit <= 0)
            return fail(unit == 0 ? "U+0000" : "a broken \\u escape");
        if (unit >= 0xDC00 && unit <= 0xDFFF)
            return fail("a lone surrogate");
        if (unit >= 0xD800 && unit <= 0xDBFF) {
            if (!take('\\') || !take('u'))
                return fail("a lone surrogate");
            const int low = hex4();
            if (low < 0xDC00 || low > 0xDFFF)
                return fail("a lone surrogate");
        }
        return true;
    }

    int hex4()
    {
        if (m_text.size() - m_at < 4)
            return -1;
        bool ok = false;
        const QByteArrayView digits = m_text.sliced(m_at, 4);
        for (const char digit : digits) {
            if (!isxdigit(static_cast<unsigned char>(digit)))
                return -1;
        }
        m_at += 4;
        const int unit = digits.toByteArray().toInt(&ok, 16);
        return ok ? unit : -1;
    }

    //! A key with escapes: `\\u0061` and `a` are the same key.
    static QString unescaped(QByteArrayView raw)
    {
        const QByteArray document = withMarks("[\"" + raw.toByteArray() + "\"]");
        return QJsonDocument::fromJson(document).array().at(0).toString();
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_maxDepth;
    QString m_why;
};

} // namespace

Result<QJsonValue> parseStrictJson(QByteArrayView utf8, int maxDepth)
{
    if (!isValidUtf8(utf8))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("JSON: not valid UTF-8"));
    Checker checker(utf8, maxDepth);
    if (!checker.checkDocument())
        return checker.error();
    // QJsonDocument takes objects and lists only, so other values are wrapped.
    const bool isWhole = checker.beginsWithContainer();
    QJsonParseError problem;
    const QJsonDocument document =
        QJsonDocument::fromJson(withMarks(isWhole ? QByteArray::fromRawData(utf8.data(), utf8.size())
                                                  : '[' + utf8.toByteArray() + ']'),
            &problem);
    if (problem.error != QJsonParseError::NoError || (!isWhole && document.array().size() != 1))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("JSON: ") + problem.errorString());
    if (!isWhole)
        return document.array().at(0);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QJsonValue parseOwnJson(QByteArrayView utf8)
{
    return QJsonDocument::fromJson(withMarks('[' + utf8.toByteArray() + ']')).array().at(0);
}

QByteArray toCompactJson(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.sliced(1, wrapped.size() - 2);
}

} // namespace hearth
