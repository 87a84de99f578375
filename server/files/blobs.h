#pragma once

#include "shared/base/result.h"

#include <QString>
#include <QStringList>

namespace hearth::server {

//! The contents of files, each once, in a folder: `ab/cdef…` by its SHA-256 in hex, its thumbnail beside it
//! as `ab/cdef….thumbnail`, and `drafts/ID` while it is written. No name that a peer gave gets here. Any
//! thread; what is kept is on the disk when the call returns. Several servers may share the folder: each call
//! may meet another's, and what must not is decided under the database's lock (features/filecontents.h).
class Blobs
{
public:
    explicit Blobs(QString folder) : m_folder(std::move(folder)) {}

    //! Makes the folder where it is missing.
    [[nodiscard]] Result<Done> make() const;
    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] QString draft(const QString &id) const;
    [[nodiscard]] QString content(const QString &hash) const;
    [[nodiscard]] QString thumbnail(const QString &hash) const;

    //! The draft's, until it is kept.
    [[nodiscard]] Result<Done> makeThumbnail(const QString &draftId, const QByteArray &bytes) const;
    //! Gives the draft, which was synced, and its thumbnail, if it has one, second names by content. The
    //! draft stays; what is there already stays, too.
    [[nodiscard]] Result<Done> keep(const QString &draftId, const QString &hash, qint64 size) const;
    //! Asks the disk, and not what another server's deletion has made stale.
    [[nodiscard]] bool has(const QString &hash) const;
    [[nodiscard]] bool hasThumbnail(const QString &hash) const;
    void removeDraft(const QString &id) const;

    //! Takes a content and its thumbnail out of their places, those that are there: drafts from now on, under
    //! names that nobody else gives.
    [[nodiscard]] QStringList setAside(const QString &hash) const;
    //! The other way, where nothing has come into the place meanwhile; the draft goes.
    [[nodiscard]] Result<Done> putBack(const QString &aside) const;
    //! Whose content, or thumbnail, a draft is that was set aside; empty for any other.
    [[nodiscard]] static QString hashOfAside(const QString &draftId);

    //! The hashes of all contents, and of thumbnails without one.
    [[nodiscard]] QStringList hashes() const;
    [[nodiscard]] QStringList drafts() const;

private:
    [[nodiscard]] QString placeOf(const QString &name) const;
    [[nodiscard]] Result<Done> makeFolderOf(const QString &path) const;

    QString m_folder;
};

//! SHA-256 in lower-case hex: what content() and the others take.
[[nodiscard]] bool isHash(const QString &text);

} // namespace hearth::server
