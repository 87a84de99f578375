#pragma once

#include "shared/base/result.h"

#include <QString>
#include <QStringList>

namespace hearth::server {

//! The contents of files, each once, in a folder: `ab/cdef…` by its SHA-256 in hex, its thumbnail beside it
//! as `ab/cdef….thumbnail`, and `drafts/ID` while it is written. No name that a peer gave gets here. Any
//! thread; what is kept is on the disk when the call returns.
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

    //! Gives the draft, which was synced, its second name by content. What is there already stays.
    [[nodiscard]] Result<Done> keep(const QString &draftId, const QString &hash, qint64 size) const;
    [[nodiscard]] Result<Done> keepThumbnail(const QString &hash, const QByteArray &bytes) const;
    [[nodiscard]] bool has(const QString &hash) const;
    //! The content and its thumbnail.
    void remove(const QString &hash) const;
    void removeDraft(const QString &id) const;

    //! The hashes of all contents, and of thumbnails without one.
    [[nodiscard]] QStringList hashes() const;
    [[nodiscard]] QStringList drafts() const;

private:
    [[nodiscard]] Result<Done> makeFolderOf(const QString &path) const;

    QString m_folder;
};

//! SHA-256 in lower-case hex: what content() and the others take.
[[nodiscard]] bool isHash(const QString &text);

} // namespace hearth::server
