#pragma once

#include "shared/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace hearth::server {

//! How a backend does what a migration is made of.
struct Migrating
{
    QString folder;                      //!< of its .sql files, among the resources
    std::function<Result<Done>()> begin; //!< takes the writers' lock
    std::function<Result<int>()> version;
    std::function<Result<Done>(const QByteArray &sql)> run;
    std::function<Result<Done>(int version)> setVersion;
    std::function<Result<Done>()> commit;
    std::function<void()> rollback;
};

//! Runs each migration above the database's version in a transaction of its own, so that a crash leaves a
//! whole version, and of nodes that start together one migrates, the others find it done. NewerDatabase when
//! the database is ahead of this program.
[[nodiscard]] Result<Done> migrate(const Migrating &how);
//! The number of the last migration in the folder.
[[nodiscard]] int newestVersion(const QString &folder);
//! Whether one who does not migrate may use it; `database` is its name for the operator.
[[nodiscard]] Result<Done> checkVersion(const QString &database, int version, int newest);

//! Unavailable, in one line.
[[nodiscard]] Error cannotOpen(const QString &database, const QString &reason);

} // namespace hearth::server
