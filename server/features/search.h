#pragma once

#include "server/features/accounts.h"
#include "server/features/gate.h"
#include "server/features/ratelimit.h"
#include "shared/search/searchwords.h"

namespace hearth::server {

//! `GET /api/search`: finds what was said in the rooms that the person may enter.
//!
//! A room that is not theirs, one that there is not, and a name that nobody has are all answered alike, and
//! as slowly: nothing is found there.
class Search : public QObject
{
    Q_OBJECT

public:
    Search(const Services &services, Accounts &accounts, QObject *parent = nullptr);

    [[nodiscard]] quint64 made() const { return m_made; }
    [[nodiscard]] quint64 refused() const { return m_rate.refused(); }

private:
    void answer(const HttpRequest &request, const Responder &respond);
    void search(
        const QString &userId, const SearchWords &words, const SearchQuery &query, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
    RateLimit m_rate;
    quint64 m_made = 0;
};

} // namespace hearth::server
