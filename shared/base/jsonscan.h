#pragma once

#include <QByteArrayView>
#include <QString>

namespace hearth {

//! Reads JSON from front to back and builds nothing of its own: a third of the time that strictjson.h takes.
//! It takes only what is plain, and says no to everything else, be it wrong or only rare; parseStrictJson()
//! then has the last word, and the words for an error. So whatever this takes, parseStrictJson() takes too,
//! as the same value; a fuzzer holds the one against the other.
//!
//! Each take…() goes past a value where it says yes, and leaves the place undefined where it says no.
class JsonScan
{
public:
    //! `utf8` is valid (isValidUtf8()) and lives longer.
    explicit JsonScan(QByteArrayView utf8) : m_at(utf8.data()), m_end(utf8.data() + utf8.size()) {}

    //! The first byte of what comes, behind white space; NUL at the end.
    [[nodiscard]] char next()
    {
        while (m_at < m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r'))
            ++m_at;
        return m_at < m_end ? *m_at : '\0';
    }
    [[nodiscard]] bool isAtEnd() { return next() == '\0' && m_at == m_end; }
    //! Such as a bracket or a comma.
    [[nodiscard]] bool take(char c)
    {
        if (next() != c)
            return false;
        ++m_at;
        return true;
    }
    //! A text without an escape, such as a key: what stands between its quotes.
    [[nodiscard]] bool takeBare(QByteArrayView &text);
    [[nodiscard]] bool takeText(QString &text);
    //! A whole number of at most 18 digits.
    [[nodiscard]] bool takeNumber(qint64 &number);
    //! `true`, `false`, `null`.
    [[nodiscard]] bool takeWord(QByteArrayView word);
    //! Any value, in which lists and objects are nested at most `depth` deep.
    [[nodiscard]] bool skip(int depth);
    //! What is left.
    [[nodiscard]] QByteArrayView rest() const { return {m_at, m_end - m_at}; }

private:
    //! `hasEscape`: there is a backslash in it, and each is the start of a proper escape.
    [[nodiscard]] bool takeRaw(QByteArrayView &raw, bool &hasEscape);
    [[nodiscard]] bool passEscape();
    [[nodiscard]] bool skipObject(int depth);
    [[nodiscard]] bool skipList(int depth);
    [[nodiscard]] bool skipNumber();
    qsizetype passDigits();

    const char *m_at;
    const char *m_end;
};

//! Whether parseStrictJson(utf8, maxDepth) takes it for sure; false says nothing.
[[nodiscard]] bool isPlainJson(QByteArrayView utf8, int maxDepth);

} // namespace hearth
