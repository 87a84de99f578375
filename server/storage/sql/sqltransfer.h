#pragma once

#include "server/storage/sql/statements.h"
#include "server/storage/transferstore.h"

namespace hearth::server {

class SqlTransfer final : public TransferStore
{
public:
    explicit SqlTransfer(Statements &statements) : m_statements(statements) {}

    [[nodiscard]] QList<QByteArray> tables() const override;
    Result<bool> isUnused() override;
    Result<Done> read(const QByteArray &table, const std::function<Result<Done>(const Row &)> &each) override;
    Result<Done> add(const QByteArray &table, const Row &row) override;
    Result<QList<qint64>> counters() override;
    Result<Done> setCounters(const QList<qint64> &counters) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
