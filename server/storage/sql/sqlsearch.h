#pragma once

#include "server/storage/searchstore.h"

namespace hearth::server {

class Statements;

class SqlSearch final : public SearchStore
{
public:
    explicit SqlSearch(Statements &statements) : m_statements(statements) {}

    Result<SearchPage> search(const SearchQuery &query) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
