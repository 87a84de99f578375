#pragma once

#include "server/operator/command.h"
#include "server/storage/administration.h"
#include "server/storage/tenancy.h"

namespace hearth::server {

//! The data folder's database, or that which is kept elsewhere, beside a server that may run on it.
[[nodiscard]] Result<std::unique_ptr<Database>> openDatabase(
    const Settings &settings, IfMissing ifMissing = IfMissing::Refuse, const Tenancy &tenancy = {});

//! Runs `work(db)` in a transaction that is kept where it succeeds.
template <class Work>
auto inTransaction(Database &db, Work work) -> decltype(work(db))
{
    if (const auto begun = db.begin(); !begun)
        return begun.error();
    auto result = work(db);
    if (!result) {
        db.rollback();
        return result;
    }
    if (const auto committed = db.commit(); !committed)
        return committed.error();
    return result;
}

//! Opens the database and runs `work(db)` in a transaction.
template <class Work>
auto change(const Call &call, Work work, IfMissing ifMissing = IfMissing::Refuse)
    -> decltype(work(std::declval<Database &>()))
{
    const auto db = openDatabase(call.settings, ifMissing);
    if (!db)
        return db.error();
    return inTransaction(**db, work);
}

//! The operator's own.
[[nodiscard]] Act actOf(const Call &call);
//! Or an error that names the person.
[[nodiscard]] Result<protocol::User> userNamed(Database &db, const QString &name);
[[nodiscard]] Result<protocol::Role> roleNamed(const QString &name);
[[nodiscard]] QString nameOf(protocol::Role role);
//! A number from 1 to `max`.
[[nodiscard]] Result<int> countOf(const Call &call, const char *option, int max);
//! A line of a list: the cells with tabs between, and nothing in them that moves a terminal's cursor.
[[nodiscard]] QString lineOf(const QStringList &cells);
[[nodiscard]] qint64 nowMs();
//! In UTC, to the second; `never` for 0.
[[nodiscard]] QString timeOf(qint64 ms);

} // namespace hearth::server
