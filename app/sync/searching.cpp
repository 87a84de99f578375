#include "app/sync/searching.h"

#include "shared/search/folding.h"

#include <QPointer>

#include <algorithm>

namespace hearth::app {

namespace {
//! Some milliseconds of work: what is typed meanwhile does not wait.
constexpr int sliceSize = 1'000;
//! Typing goes on; the server hears of a search once it rests.
constexpr int restMs = 200;
constexpr int againMs = 1'000;
} // namespace

Searching::Searching(Store &store, RestClient &rest, Connection &connection, QObject *parent)
    : QObject(parent), m_store(store), m_rest(rest), m_connection(connection)
{
    m_scans.callOnTimeout(this, &Searching::scan);
    m_asks.setSingleShot(true);
    m_asks.callOnTimeout(this, &Searching::ask);
    connect(&connection, &Connection::stateChanged, this, [this] {
        if (m_localWanted > 0 && !m_isAnswered && m_askings == 0)
            m_asks.start(restMs);
    });
}

void Searching::stop()
{
    ++m_generation;
    m_scans.stop();
    m_asks.stop();
    m_cursor.clear();
    m_failure.clear();
    m_localWanted = m_serverWanted = m_askings = 0;
    m_scanned = m_isAnswered = false;
}

void Searching::begin(const SearchWords &words, const QString &roomId)
{
    stop();
    m_words = words;
    m_position = {};
    chooseRooms(roomId);
    m_localWanted = m_serverWanted = pageSize;
    m_scans.start(0);
    m_asks.start(restMs);
    Q_EMIT changed();
}

//! The rooms and writers that are meant, as far as this device knows them by these names.
void Searching::chooseRooms(const QString &roomId)
{
    m_rooms.reset();
    m_writers.reset();
    m_only = m_words.in ? QString() : roomId;
    const QList<MemberRecord> people = m_store.people();
    const auto usernameOf = [&](const QString &userId) {
        const auto it = std::ranges::find(people, userId, &MemberRecord::userId);
        return it == people.end() ? QString() : it->username;
    };
    if (m_words.in) {
        const QString wanted = foldedText(*m_words.in);
        m_rooms.emplace();
        for (const RoomRecord &room : m_store.rooms()) {
            const QString name = room.isDirect() ? usernameOf(room.directUserId) : room.name;
            if (room.id == *m_words.in || foldedText(name.startsWith(u'#') ? name.sliced(1) : name) == wanted)
                m_rooms->insert(room.id);
        }
    }
    if (m_words.from) {
        m_writers.emplace();
        for (const MemberRecord &each : people) {
            if (each.username.compare(*m_words.from, Qt::CaseInsensitive) == 0)
                m_writers->insert(each.userId);
        }
    }
}

bool Searching::matches(const protocol::Message &message) const
{
    if ((m_rooms && !m_rooms->contains(message.roomId)) ||
        (m_writers && !m_writers->contains(message.userId)) ||
        (m_words.before && message.createdAt >= *m_words.before) ||
        (m_words.after && message.createdAt < *m_words.after))
        return false;
    if (m_words.terms.isEmpty() && !m_words.hasLink)
        return true;
    const QString text = foldedText(message.content);
    const auto occurs = [&](const QString &term) { return text.contains(term); };
    return std::ranges::all_of(m_words.terms, occurs) &&
           (!m_words.hasLink || std::ranges::any_of(linkBeginnings(), occurs));
}

void Searching::scan()
{
    const QList<protocol::Message> slice = m_store.scan(m_only, m_position, sliceSize);
    QList<protocol::Message> hits;
    for (const protocol::Message &each : slice) {
        if (matches(each))
            hits += each;
    }
    m_localWanted -= int(hits.size());
    m_scanned = slice.size() < sliceSize || (m_words.after && m_position.createdAt < *m_words.after);
    if (m_scanned || m_localWanted <= 0)
        m_scans.stop();
    if (!hits.isEmpty())
        Q_EMIT found(hits);
    m_localWanted = std::max(m_localWanted, 1); // zero is for no search at all
    if (!m_scans.isActive())
        Q_EMIT changed();
}

void Searching::more()
{
    if (m_localWanted == 0 || isBusy())
        return;
    if (!m_scanned) {
        m_localWanted = pageSize;
        m_scans.start(0);
    }
    if (!m_cursor.isEmpty()) {
        m_serverWanted = pageSize;
        ask();
    }
    Q_EMIT changed();
}

void Searching::ask()
{
    if (!m_connection.isOpen())
        return Q_EMIT changed();
    QList<QPair<QString, QString>> query{{QStringLiteral("q"), lineOfTerms(m_words.terms)},
        {QStringLiteral("limit"), QString::number(pageSize)}};
    const auto narrow = [&](const char *key, const QString &value) {
        if (!value.isEmpty())
            query += {QLatin1String(key), value};
    };
    narrow("in", m_words.in.value_or(m_only));
    narrow("from", m_words.from.value_or(QString()));
    narrow("has", m_words.hasLink ? QStringLiteral("link") : QString());
    narrow("before", m_words.before ? QString::number(*m_words.before) : QString());
    narrow("after", m_words.after ? QString::number(*m_words.after) : QString());
    narrow("cursor", m_cursor);
    ++m_askings;
    m_rest.search(
        query, [self = QPointer(this), asked = m_generation](const Result<RestClient::Found> &answer) {
            if (self && asked == self->m_generation)
                self->take(answer);
        });
    Q_EMIT changed();
}

void Searching::take(const Result<RestClient::Found> &answer)
{
    --m_askings;
    if (!answer) {
        const bool isTooFast = answer.error().code == ErrorCode::RateLimited;
        m_failure = isTooFast ? QString() : answer.error().message;
        if (isTooFast)
            m_asks.start(againMs);
        return Q_EMIT changed();
    }
    m_failure.clear();
    m_isAnswered = true;
    m_cursor = answer->next;
    m_serverWanted -= int(answer->messages.size());
    if (!answer->messages.isEmpty())
        Q_EMIT found(answer->messages);
    // A page can be short: the server looks through so much at a time.
    if (!m_cursor.isEmpty() && m_serverWanted > 0)
        ask();
    Q_EMIT changed();
}

} // namespace hearth::app
