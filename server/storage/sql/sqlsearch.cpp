#include "server/storage/sql/sqlsearch.h"

#include "server/storage/sql/messagerows.h"
#include "server/storage/sql/signature.h"
#include "server/storage/sql/statements.h"
#include "shared/search/searchwords.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <queue>
#include <vector>

namespace hearth::server {

namespace {

//! What a text costs to look at beside its bytes.
constexpr qint64 textCost = 100;
//! A signature that rules its block out, likewise.
constexpr qint64 blockCost = 1000;

bool holds(std::string_view text, const QByteArray &term)
{
    return ::memmem(text.data(), text.size(), term.constData(), size_t(term.size())) != nullptr;
}

//! A part of a room that is still to be looked at.
struct Block
{
    qint64 last = 0; //!< no message in it has a greater position
    QString roomId;
    qint64 number = 0;
    bool mayMatch = true;

    bool operator<(const Block &other) const { return last < other.last; }
};

//! One search: all rooms side by side, block by block, from the newest to the oldest.
class Hunt
{
public:
    Hunt(Statements &statements, const SearchQuery &query) : m_statements(statements), m_query(query)
    {
        for (const QString &term : query.terms)
            m_terms += term.toUtf8();
        for (const QString &beginning : linkBeginnings())
            m_links += beginning.toUtf8();
    }

    Result<SearchPage> page()
    {
        if (!m_query.cursor.isEmpty()) {
            const auto start = m_statements.number("positionOf", m_query.cursor);
            if (!start)
                return start.error().code == ErrorCode::NotFound
                           ? Error(ErrorCode::InvalidRequest,
                                 QStringLiteral("cursor: expected `next` of the page before, as it came"))
                           : start.error();
            m_start = *start;
        }
        for (const QString &roomId : m_query.rooms) {
            if (auto begun = beginRoom(roomId); !begun)
                return begun.error();
        }
        if (auto done = look(); !done)
            return done.error();
        return answer();
    }

private:
    Result<Done> beginRoom(const QString &roomId)
    {
        auto tail = m_statements.run("searchTail", roomId);
        if (!tail)
            return tail.error();
        if (tail->next())
            m_blocks.push({std::min(tail->number(1), m_start), roomId, tail->number(0)});
        return tail->end();
    }

    Result<Done> look()
    {
        const qint64 most = m_query.maxBytes > 0 ? m_query.maxBytes : std::numeric_limits<qint64>::max();
        while (!m_blocks.empty() && !isPageFull()) {
            const Block block = m_blocks.top();
            // Not before it gets on: the next page must not begin where this one did.
            if (m_spent > most && block.last < m_start)
                return Done{};
            m_blocks.pop();
            if (auto looked = block.mayMatch ? lookInto(block) : Result<Done>(Done{}); !looked)
                return looked;
            if (auto pushed = pushBefore(block); !pushed)
                return pushed;
        }
        return Done{};
    }

    //! One more than fits is known, and nothing newer can come.
    [[nodiscard]] bool isPageFull() const
    {
        return m_found.size() > wanted() && m_found.top() > m_blocks.top().last;
    }

    Result<Done> lookInto(const Block &block)
    {
        auto rows = m_query.writer
                        ? m_statements.run("textsOfWriter", block.roomId, block.number, *m_query.writer)
                        : m_statements.run("textsOfBlock", block.roomId, block.number);
        if (!rows)
            return rows.error();
        while (rows->next()) {
            const std::string_view text = rows->view(2);
            m_spent += textCost + qint64(text.size());
            const qint64 position = rows->number(0);
            const qint64 at = rows->number(1);
            if (position <= m_start && at < m_query.before && at >= m_query.after && matches(text))
                keep(position);
        }
        return rows->end();
    }

    Result<Done> pushBefore(const Block &block)
    {
        auto rows = m_statements.run(
            "searchBlock", block.roomId, block.number, m_start, m_query.before, m_query.after);
        if (!rows)
            return rows.error();
        if (rows->next()) {
            m_spent += blockCost;
            m_blocks.push(
                {std::min(rows->number(1), m_start), block.roomId, rows->number(0), mayMatch(rows->view(2))});
        }
        return rows->end();
    }

    [[nodiscard]] bool mayMatch(std::string_view signature) const
    {
        const auto may = [signature](const QByteArray &term) {
            return mayHold(signature, {term.constData(), size_t(term.size())});
        };
        return std::all_of(m_terms.begin(), m_terms.end(), may) &&
               (!m_query.hasLink || std::any_of(m_links.begin(), m_links.end(), may));
    }

    [[nodiscard]] bool matches(std::string_view text) const
    {
        const auto isIn = [text](const QByteArray &term) { return holds(text, term); };
        return std::all_of(m_terms.begin(), m_terms.end(), isIn) &&
               (!m_query.hasLink || std::any_of(m_links.begin(), m_links.end(), isIn));
    }

    [[nodiscard]] size_t wanted() const { return size_t(std::clamp(m_query.limit, 1, 100)); }

    void keep(qint64 position)
    {
        m_found.push(position);
        if (m_found.size() > wanted() + 1)
            m_found.pop();
    }

    //! What was found and nothing newer can come before.
    Result<SearchPage> answer()
    {
        const bool isDone = m_blocks.empty();
        std::vector<qint64> positions;
        for (; !m_found.empty(); m_found.pop()) {
            if (isDone || m_found.top() > m_blocks.top().last)
                positions.push_back(m_found.top());
        }
        qint64 next = isDone ? 0 : m_blocks.top().last;
        std::reverse(positions.begin(), positions.end());
        if (positions.size() > wanted()) {
            next = positions.back();
            positions.pop_back();
        }
        SearchPage page;
        for (const qint64 position : positions) {
            auto message = messageAt(position);
            if (!message)
                return message.error();
            page.messages += *std::move(message);
        }
        if (next > 0) {
            auto message = messageAt(next);
            if (!message)
                return message.error();
            page.next = message->id;
        }
        return page;
    }

    Result<protocol::Message> messageAt(qint64 position)
    {
        auto rows = m_statements.run("messageAt", position);
        if (!rows)
            return rows.error();
        return messageFrom(m_statements, *std::move(rows));
    }

    Statements &m_statements;
    const SearchQuery &m_query;
    QList<QByteArray> m_terms;
    QList<QByteArray> m_links;
    qint64 m_start = std::numeric_limits<qint64>::max();
    qint64 m_spent = 0;
    std::priority_queue<Block> m_blocks;
    //! The newest positions, one more than the page holds; the oldest on top.
    std::priority_queue<qint64, std::vector<qint64>, std::greater<>> m_found;
};

} // namespace

Result<SearchPage> SqlSearch::search(const SearchQuery &query)
{
    return Hunt(m_statements, query).page();
}

} // namespace hearth::server
