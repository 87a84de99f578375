#pragma once

#include "server/storage/database.h"

namespace hearth::server {

//! How much of a table was moved.
struct TransferredTable
{
    QByteArray name;
    qint64 rows = 0;
    bool operator==(const TransferredTable &) const = default;
};

//! Copies all of `from` into `to`, which nobody may have used yet, in one transaction. It is kept only where
//! every table then has as many rows there, of the same SHA-256, as here. What clients know stays true:
//! numbers, positions and the epoch are the same.
//! InvalidRequest where `to` is in use; Unavailable, with the table, where the two differ.
[[nodiscard]] Result<QList<TransferredTable>> transfer(Database &from, Database &to);

} // namespace hearth::server
