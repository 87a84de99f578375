#pragma once

#include "server/storage/hookstore.h"

namespace hearth::server {

class Statements;

class SqlHooks final : public HookStore
{
public:
    explicit SqlHooks(Statements &statements) : m_statements(statements) {}

    Result<Done> addHook(const Hook &hook) override;
    Result<Hook> hookByHash(const QByteArray &hash) override;
    Result<QList<Hook>> hooksOf(const QString &roomId) override;
    Result<Hook> removeHook(const QString &roomId, const QString &id) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
