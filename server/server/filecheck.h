#pragma once

#include "server/server/datafolder.h"

namespace hearth::server {

//! A line for each content that the database names and that is not there, or not as long as it should be.
[[nodiscard]] Result<QStringList> fileFaults(Database &db, const DataFolder &folder);

//! Deletes the drafts that a crash left: those that the database does not know. Before the server takes any
//! file. `ageMs`: of the youngest that goes; where other servers use the folder, too, theirs are not known
//! yet. What was set aside is put back, needed or not: call orphanedContents() after it.
[[nodiscard]] Result<Done> sweepDrafts(Database &db, const DataFolder &folder, qint64 ageMs);

//! The contents that the database does not know, for FileCare: what another server adds meanwhile is among
//! them. None where an old database lies beside this one, which may name them.
[[nodiscard]] Result<QStringList> orphanedContents(Database &db, const DataFolder &folder);

} // namespace hearth::server
