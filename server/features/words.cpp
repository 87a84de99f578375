#include "server/features/words.h"

#include "server/storage/mentions.h"

#include <QSet>

#include <algorithm>

namespace hearth::server {

namespace {

constexpr qsizetype maxWords = 1000;
constexpr qsizetype maxRun = 4;

bool isWritten(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

bool isWithoutSpaces(QChar c)
{
    switch (c.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Khmer:
    case QChar::Script_Lao:
    case QChar::Script_Myanmar:
    case QChar::Script_Thai:
        return true;
    default:
        return false;
    }
}

class Words
{
public:
    void addChunk(QStringView chunk)
    {
        const auto punctuation = [](QChar c) { return c.isPunct(); };
        const auto last = std::find_if_not(chunk.rbegin(), chunk.rend(), punctuation);
        const QStringView head = chunk.first(chunk.rend() - last);
        add(head);
        add(head.sliced(std::find_if_not(head.begin(), head.end(), punctuation) - head.begin()));
        for (auto at = head.begin(); at != head.end();) {
            const auto begin = std::find_if(at, head.end(), isWritten);
            at = std::find_if_not(begin, head.end(), isWritten);
            addRun(head.sliced(begin - head.begin(), at - begin));
        }
    }
    [[nodiscard]] QStringList all() const { return m_all; }

private:
    void add(QStringView word)
    {
        const QString text = word.toString();
        if (text.isEmpty() || m_all.size() >= maxWords || m_seen.contains(text))
            return;
        m_seen.insert(text);
        m_all.append(text);
    }
    void addRun(QStringView run)
    {
        add(run);
        for (qsizetype begin = 0; begin < run.size() && m_all.size() < maxWords; ++begin) {
            for (qsizetype end = begin;
                 end < run.size() && isWithoutSpaces(run.at(end)) && end - begin < maxRun; ++end)
                add(run.sliced(begin, end - begin + 1));
        }
    }

    QSet<QString> m_seen;
    QStringList m_all;
};

} // namespace

QStringList wordsIn(const QString &text)
{
    Words words;
    const QString folded = foldedName(text);
    for (QStringView rest(folded); !rest.isEmpty();) {
        const auto begin = std::find_if_not(rest.begin(), rest.end(), [](QChar c) { return c.isSpace(); });
        const auto end = std::find_if(begin, rest.end(), [](QChar c) { return c.isSpace(); });
        words.addChunk(rest.sliced(begin - rest.begin(), end - begin));
        rest = rest.sliced(end - rest.begin());
    }
    return words.all();
}

bool isKeyword(const QString &text)
{
    return !text.isEmpty() &&
           std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || !c.isPrint(); });
}

} // namespace hearth::server
