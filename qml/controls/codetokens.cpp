#include "codetokens.h"

#include <QHash>

#include <algorithm>

namespace {

constexpr qsizetype maxLine = 2'000;
constexpr int plainState = 0;
constexpr int commentState = 1;
constexpr int firstLongState = 2; //!< plus the place of its quote in longQuotes

QSet<QString> words(const char *text)
{
    const QStringList list = QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return {list.begin(), list.end()};
}

const char *cWords =
    "alignas alignof auto bool break case catch char class concept const constexpr consteval "
    "continue co_await co_return co_yield decltype default delete do double else enum explicit "
    "export extern false final float for friend goto if import inline int long module mutable "
    "namespace new noexcept nullptr operator override private protected public register requires "
    "return short signed sizeof static static_assert struct switch template this throw true try "
    "typedef typename union unsigned using virtual void volatile while size_t include define ifdef "
    "ifndef endif pragma";
const char *scriptWords =
    "abstract any as async await boolean break case catch class const continue debugger default "
    "delete do else enum export extends false finally for from function if implements import in "
    "instanceof interface let new null number of package private protected public readonly "
    "return static string super switch this throw true try type typeof undefined var void while "
    "with yield property signal required component pragma fun val fn func go chan defer map "
    "range struct impl trait pub mod use mut match loop move ref self Self where unsafe dyn int "
    "float double long byte char final extends throws nil guard";
const char *pythonWords =
    "and as assert async await break class continue def del elif else except False finally for "
    "from global if import in is lambda match case None nonlocal not or pass raise return self "
    "True try while with yield";
const char *shellWords =
    "case do done elif else esac export fi for function if in local return set source then until "
    "while sudo cd echo exit trap unset read shift test exec";
const char *sqlWords =
    "add all alter and as asc begin between by case check commit constraint count create cross "
    "default delete desc distinct drop else end exists explain foreign from full group having if in "
    "index inner insert integer into is join key left like limit not null offset on or order outer "
    "primary references returning right rollback select set sum table text then transaction "
    "trigger union unique update using values view when where with";
const char *dataWords = "true false null yes no on off";

QHash<QString, CodeLanguage> makeLanguages()
{
    const auto doubleQuote = QStringLiteral("\"");
    const auto bothQuotes = QStringLiteral("\"'");
    const CodeLanguage c{words(cWords), {QStringLiteral("//")}, QStringLiteral("/*"), QStringLiteral("*/"),
        bothQuotes, {}, false};
    const CodeLanguage script{words(scriptWords), {QStringLiteral("//")}, QStringLiteral("/*"),
        QStringLiteral("*/"), bothQuotes, {QStringLiteral("`")}, false};
    const CodeLanguage python{words(pythonWords), {QStringLiteral("#")}, {}, {}, bothQuotes,
        {QStringLiteral("\"\"\""), QStringLiteral("'''")}, false};
    const CodeLanguage shell{
        words(shellWords), {QStringLiteral("#")}, {}, {}, {}, {doubleQuote, QStringLiteral("'")}, false};
    const CodeLanguage sql{words(sqlWords), {QStringLiteral("--")}, QStringLiteral("/*"),
        QStringLiteral("*/"), {}, {QStringLiteral("'")}, true};
    const CodeLanguage json{words(dataWords), {}, {}, {}, doubleQuote, {}, false};
    const CodeLanguage data{
        words(dataWords), {QStringLiteral("#"), QStringLiteral(";")}, {}, {}, bothQuotes, {}, true};
    const CodeLanguage markup{{}, {}, QStringLiteral("<!--"), QStringLiteral("-->"), doubleQuote, {}, false};
    const std::pair<CodeLanguage, const char *> families[] = {{c, "c h cpp c++ cc cxx hpp hh objc"},
        {script, "js javascript jsx mjs ts typescript tsx qml java kotlin kt swift go golang rust rs cs "
                 "csharp c# php dart "
                 "scala"},
        {python, "py python python3"}, {shell, "sh bash zsh shell console dockerfile make makefile cmake"},
        {sql, "sql sqlite postgresql psql mysql"}, {json, "json json5 jsonc"},
        {data, "yaml yml toml ini conf cfg properties"}, {markup, "xml html svg xhtml"}};
    QHash<QString, CodeLanguage> out;
    for (const auto &[language, names] : families) {
        for (const QString &name : words(names))
            out.insert(name, language);
    }
    return out;
}

//! Goes over one line from left to right, once.
class LineReader
{
public:
    LineReader(QStringView line, const CodeLanguage &language, QList<CodeToken> &tokens)
        : m_line(line), m_language(language), m_tokens(tokens)
    {}

    int read(int state)
    {
        if (state == commentState)
            state = goOn(CodeKind::Comment, m_language.blockClose, 0, 0, commentState);
        else if (state >= firstLongState && state - firstLongState < m_language.longQuotes.size())
            state = goOn(CodeKind::String, m_language.longQuotes.at(state - firstLongState), 0, 0, state);
        else
            state = plainState;
        while (state == plainState && m_at < m_line.size())
            state = step();
        return state;
    }

private:
    [[nodiscard]] bool stands(const QString &text) const
    {
        return !text.isEmpty() && m_line.sliced(m_at).startsWith(text);
    }

    void add(CodeKind kind, qsizetype begin)
    {
        if (m_at > begin)
            m_tokens += CodeToken{kind, begin, m_at - begin};
    }

    //! To behind `close`, or over the end of the line in `state`. `skip`: of what opened it.
    int goOn(CodeKind kind, const QString &close, qsizetype begin, qsizetype skip, int state)
    {
        const qsizetype end = m_line.indexOf(close, m_at + skip);
        m_at = end < 0 ? m_line.size() : end + close.size();
        add(kind, begin);
        return end < 0 ? state : plainState;
    }

    int step()
    {
        const qsizetype begin = m_at;
        for (const QString &each : m_language.lineComments) {
            // A `#` within a word, as in a colour or an address, begins nothing.
            if (!stands(each) || (each.size() == 1 && m_at > 0 && !m_line.at(m_at - 1).isSpace()))
                continue;
            m_at = m_line.size();
            add(CodeKind::Comment, begin);
            return plainState;
        }
        if (stands(m_language.blockOpen))
            return goOn(
                CodeKind::Comment, m_language.blockClose, begin, m_language.blockOpen.size(), commentState);
        for (qsizetype at = 0; at < m_language.longQuotes.size(); ++at) {
            const QString &quote = m_language.longQuotes.at(at);
            if (stands(quote))
                return goOn(CodeKind::String, quote, begin, quote.size(), firstLongState + int(at));
        }
        const QChar c = m_line.at(m_at);
        if (m_language.quotes.contains(c))
            readString(c);
        else if (c.isDigit())
            readNumber();
        else if (c.isLetter() || c == QLatin1Char('_'))
            readWord();
        else
            ++m_at;
        return plainState;
    }

    void readString(QChar quote)
    {
        const qsizetype begin = m_at++;
        while (m_at < m_line.size() && m_line.at(m_at) != quote)
            m_at += m_line.at(m_at) == QLatin1Char('\\') ? 2 : 1;
        m_at = std::min(m_at + 1, m_line.size());
        add(CodeKind::String, begin);
    }

    void readNumber()
    {
        const qsizetype begin = m_at;
        while (m_at < m_line.size() &&
               (m_line.at(m_at).isLetterOrNumber() || m_line.at(m_at) == QLatin1Char('.') ||
                   m_line.at(m_at) == QLatin1Char('_')))
            ++m_at;
        add(CodeKind::Number, begin);
    }

    void readWord()
    {
        const qsizetype begin = m_at;
        while (m_at < m_line.size() &&
               (m_line.at(m_at).isLetterOrNumber() || m_line.at(m_at) == QLatin1Char('_')))
            ++m_at;
        const QString word = m_line.sliced(begin, m_at - begin).toString();
        if (m_language.keywords.contains(m_language.isCaseless ? word.toLower() : word))
            add(CodeKind::Keyword, begin);
    }

    QStringView m_line;
    const CodeLanguage &m_language;
    QList<CodeToken> &m_tokens;
    qsizetype m_at = 0;
};

} // namespace

const CodeLanguage *codeLanguage(const QString &name)
{
    static const QHash<QString, CodeLanguage> all = makeLanguages();
    const auto it = all.constFind(name.toLower());
    return it == all.constEnd() ? nullptr : &*it;
}

int tokenizeLine(QStringView line, const CodeLanguage &language, int state, QList<CodeToken> &tokens)
{
    return LineReader(line.left(maxLine), language, tokens).read(std::max(state, 0));
}
