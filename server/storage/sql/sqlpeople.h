#pragma once

#include "server/storage/peoplestore.h"

namespace hearth::server {

class Statements;

class SqlPeople final : public PeopleStore
{
public:
    explicit SqlPeople(Statements &statements) : m_statements(statements) {}

    Result<QList<protocol::Account>> people(const QString &after, int limit) override;
    Result<protocol::Account> person(const QString &userId) override;
    Result<Done> setDisabled(const QString &userId, std::optional<qint64> at) override;
    Result<Done> setRemoved(const QString &userId, qint64 at) override;
    Result<QStringList> roomsOf(const QString &userId) override;
    Result<qint64> ownersBeside(const QString &userId) override;
    Result<Done> addDeparture(const OutsideDeparture &departure) override;
    Result<qint64> lastDeparture() override;
    Result<QList<OutsideDeparture>> departures(qint64 after, int limit) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
