#pragma once

#include "server/storage/sql/jsonrows.h"
#include "server/storage/thingstore.h"

namespace hearth::server {

template <protocol::WireStruct T>
class SqlThings final : public ThingStore<T>
{
public:
    //! The statements' names.
    struct Names
    {
        const char *all;
        const char *one;
        const char *put;
        const char *remove;
    };

    SqlThings(Statements &statements, const Names &names) : m_statements(statements), m_names(names) {}

    Result<QList<T>> all() override { return thingsOf<T>(m_statements.run(m_names.all)); }
    Result<T> one(const QString &id) override { return thingOf<T>(m_statements.run(m_names.one, id)); }
    Result<Done> put(const T &thing) override
    {
        return m_statements.change(m_names.put, thing.id, thing.name, rowOf(thing));
    }
    Result<Done> remove(const QString &id) override
    {
        return someAffected(m_statements.run(m_names.remove, id));
    }

private:
    Statements &m_statements;
    Names m_names;
};

} // namespace hearth::server
