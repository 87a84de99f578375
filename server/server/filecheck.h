#pragma once

#include "server/server/datafolder.h"

namespace hearth::server {

//! A line for each content that the database names and that is not there, or not as long as it should be.
[[nodiscard]] Result<QStringList> fileFaults(Database &db, const DataFolder &folder);

//! Deletes what a crash left: contents and drafts that the database does not know. Before the server takes
//! any file. Contents stay where an old database lies beside this one, which may name them. How many went.
//! `ageMs`: of the youngest that goes; where other servers use the folder, too, theirs are not known yet.
[[nodiscard]] Result<int> sweepFiles(Database &db, const DataFolder &folder, qint64 ageMs);

} // namespace hearth::server
