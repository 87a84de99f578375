#pragma once

#include "server/storage/searchstore.h"

namespace hearth::server {

class Statements;

class SqliteSearch final : public SearchStore
{
public:
    explicit SqliteSearch(Statements &statements) : m_statements(statements) {}

    Result<SearchPage> search(const SearchQuery &query) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
