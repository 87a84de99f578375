#pragma once

#include "server/files/blobs.h"
#include "server/storage/filestore.h"

namespace hearth::server {

//! Why no row is ever without its content, on however many servers, and whenever one of them dies: a row is
//! added by a transaction that finds the content in its place, or puts it there from its draft, which stays
//! until that is committed; and a content is removed by a transaction that finds no row, once the one that
//! forgot it is committed. Transactions that write take turns, so one of the two is first, and either may be.
//!
//! Both are called within such a transaction.

//! Of a draft that has become a content (Blobs::keep()).
[[nodiscard]] Result<protocol::File> addFile(
    FileStore &files, const Blobs &blobs, const QString &draftId, const NewFile &file);

//! Deletes a content that no row has; whether there was such a one. A row that is forgotten only by this
//! transaction, or by one that is not yet committed, might come back: call it once that is.
[[nodiscard]] Result<bool> removeContent(FileStore &files, const Blobs &blobs, const QString &hash);

} // namespace hearth::server
