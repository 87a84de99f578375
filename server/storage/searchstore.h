#pragma once

#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <limits>
#include <optional>

namespace hearth::server {

struct SearchQuery
{
    QStringList rooms; //!< the ids of those to look into; who may enter them is not asked here
    QStringList terms; //!< folded (foldedText()); each must occur in the text, as it stands
    std::optional<QString> writer = {}; //!< a user id: only what this person wrote
    bool hasLink = false;
    qint64 before = std::numeric_limits<qint64>::max(); //!< said earlier than this, ms since 1970
    qint64 after = 0;                                   //!< said at this time or later
    QString cursor = {}; //!< where to go on: SearchPage::next of the page before; empty: at the newest
    int limit = 100;     //!< 1 to 100
    qint64 maxBytes = 0; //!< of texts to look through, about; then the page ends early. 0: all
};

struct SearchPage
{
    QList<protocol::Message> messages; //!< the last said first
    QString next = {};                 //!< SearchQuery::cursor of the next page; empty: this was the last
    bool operator==(const SearchPage &) const = default;
};

//! Finding what was said.
//!
//! Guarantees: a message is found by the text that it has now, and by none once it was deleted; pages that
//! follow one another hold each found message once. What is not in the rooms of the query is not looked at:
//! neither the answer nor the time that it takes tells whether something is there. A page may be short, or
//! empty, and have a next one (maxBytes). InvalidRequest for a cursor that names no message.
class SearchStore
{
public:
    virtual ~SearchStore() = default;
    virtual Result<SearchPage> search(const SearchQuery &query) = 0;
};

} // namespace hearth::server
