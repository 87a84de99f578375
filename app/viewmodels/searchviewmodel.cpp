#include "app/viewmodels/searchviewmodel.h"

#include "app/models/bidi.h"
#include "app/sync/accountsession.h"
#include "app/viewmodels/names.h"

namespace hearth::app {

SearchViewModel::SearchViewModel(AccountSession &account, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_searching(account.store(), account.rest(), account.connection())
    , m_found(new FoundModel({[&account](const protocol::Message &message) {
                                  return shownName(account.store(), message.userId, message.username);
                              },
                                 [this](const protocol::Message &message) {
                                     return isEverywhere() || message.roomId != m_roomId
                                                ? shownRoom(m_account.store(), message.roomId)
                                                : QString();
                                 }},
          this))
{
    connect(&m_searching, &Searching::found, m_found, &FoundModel::add);
    connect(&m_searching, &Searching::changed, this, &SearchViewModel::stateChanged);
    connect(m_found, &FoundModel::countChanged, this, &SearchViewModel::stateChanged);
    connect(&account, &AccountSession::linkChanged, this, &SearchViewModel::stateChanged);
    connect(&account, &AccountSession::messagesChanged, this,
        [this](const QString &, const QList<protocol::Message> &messages) {
            for (const protocol::Message &each : messages)
                m_found->update(each);
        });
}

void SearchViewModel::begin(const QString &roomId, bool everywhere)
{
    const bool isSame = roomId == m_roomId && everywhere == m_everywhere && m_isAsked;
    m_roomId = roomId;
    m_everywhere = everywhere;
    if (!isSame)
        search();
}

void SearchViewModel::setQuery(const QString &query)
{
    if (m_query == query)
        return;
    m_query = query;
    search();
}

void SearchViewModel::setEverywhere(bool everywhere)
{
    if (m_everywhere == everywhere)
        return;
    m_everywhere = everywhere;
    search();
}

void SearchViewModel::search()
{
    const auto words = parseSearch(m_query, QTimeZone::systemTimeZone());
    m_wrong = words ? QString() : words.error().message;
    m_isAsked = words && !words->isEmpty();
    m_found->begin(words ? words->terms : QStringList(), m_account.clock().wallMs());
    m_hints = m_query.size() > SearchWords::maxLength
                  ? QList<SearchHint>()
                  : searchHints(m_query, searchPeople(m_account.store()), searchRooms(m_account.store()),
                        QDate::currentDate());
    if (m_isAsked)
        m_searching.begin(*words, isEverywhere() ? QString() : m_roomId);
    else
        m_searching.stop();
    Q_EMIT queryChanged();
    Q_EMIT stateChanged();
}

void SearchViewModel::end()
{
    m_searching.stop();
    m_isAsked = false;
    m_query.clear();
    m_wrong.clear();
    m_found->begin({}, 0);
}

QString SearchViewModel::roomTitle() const
{
    return shownRoom(m_account.store(), m_roomId);
}

QVariantList SearchViewModel::hints() const
{
    QVariantList out;
    for (const SearchHint &each : m_hints)
        out += QVariantMap{
            {QStringLiteral("text"), safeName(each.text)}, {QStringLiteral("about"), safeName(each.about)}};
    return out;
}

void SearchViewModel::complete(int hint)
{
    if (hint >= 0 && hint < m_hints.size())
        setQuery(withHint(m_query, m_hints.at(hint)));
}

QString SearchViewModel::noteText() const
{
    return m_account.connection().isOpen() ? QString()
                                           : tr("Offline: only what is on this computer is searched.");
}

QString SearchViewModel::emptyText() const
{
    if (m_found->count() > 0 || !errorText().isEmpty())
        return {};
    if (!m_isAsked)
        return tr("Every message that you can read is searched. Words may stand anywhere in it, in any "
                  "order; \"words in quotes\" stand as they are.");
    if (isBusy() || (m_account.connection().isOpen() && !m_searching.knowsAll()))
        return tr("Searching…");
    return isEverywhere() ? tr("Nothing was found. Try fewer words, or parts of them.")
                          : tr("Nothing was found in %1. Try everywhere, or fewer words.").arg(roomTitle());
}

QString SearchViewModel::errorText() const
{
    return m_wrong.isEmpty() ? m_searching.failure() : m_wrong;
}

void SearchViewModel::open(int row)
{
    if (row < 0 || row >= m_found->count())
        return;
    const protocol::Message chosen = m_found->at(row);
    Q_EMIT opened(chosen.roomId, chosen.id, chosen.seq);
}

} // namespace hearth::app
