#pragma once

#include "server/files/disk.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <memory>

namespace hearth::server {

//! What a file turned out to be, once it was whole.
struct Content
{
    QString hash; //!< SHA-256, in hex
    qint64 size = 0;
    QByteArray type; //!< by its first bytes, never by its name
    bool operator==(const Content &) const = default;
};

//! A file that is being written: on one thread at a time.
class Draft
{
public:
    //! Goes on at `offset`, the bytes before which are on the disk; what lies behind is cut off. Makes the
    //! file where the offset is 0. Unavailable; Conflict where it is shorter.
    [[nodiscard]] static Result<std::shared_ptr<Draft>> open(const QString &path, qint64 offset);

    [[nodiscard]] Result<Done> append(const QByteArray &bytes);
    //! What was appended is on the disk; how many bytes that is in all.
    [[nodiscard]] Result<qint64> sync();
    //! The same, once it is whole.
    [[nodiscard]] Result<Content> finish();
    //! The same of a copy at `path`, where there is none yet: what another server goes on writing into the
    //! draft, for a peer that has come to both, does not get into it. Conflict where it already has: nothing
    //! in the draft is to be trusted then, also not its length. On any thread, once nothing is appended.
    [[nodiscard]] Result<Content> finishCopy(const QString &path) const;

private:
    explicit Draft(Descriptor file) : m_file(std::move(file)) {}
    [[nodiscard]] Result<Done> readBefore(qint64 offset);
    [[nodiscard]] Result<Done> copyInto(Draft &copy) const;
    void look(QByteArrayView bytes);

    Descriptor m_file;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    QByteArray m_first; //!< bytes, by which the type is known
    qint64 m_size = 0;
};

} // namespace hearth::server
