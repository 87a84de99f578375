#pragma once

#include "app/outbox/outbox.h"

#include <QImage>
#include <QUrl>

namespace hearth::app {

//! Where the files lie that are to be sent: copies of our own, so that what was sent is what was chosen,
//! though the other is moved, changed or deleted before the network is there. A copy goes when no message in
//! the outbox and nothing that is still being written needs it.
class Outgoing
{
public:
    static constexpr qint64 maxBytes =
        256 * 1024 * 1024;              //!< of one file: copying must not hold the window up
    static constexpr int maxFiles = 10; //!< of one message

    explicit Outgoing(QString folder) : m_folder(std::move(folder)) {}

    //! A copy of the file. An Error says why not.
    [[nodiscard]] Result<OutgoingFile> add(const QString &path) const;
    //! A picture of the clipboard, as a PNG.
    [[nodiscard]] Result<OutgoingFile> add(const QImage &image) const;
    void remove(const OutgoingFile &file) const;
    //! Deletes every copy but these.
    void keepOnly(const QStringList &paths) const;

private:
    [[nodiscard]] QString newPath() const;
    [[nodiscard]] Result<OutgoingFile> described(const QString &copy, const QString &name) const;

    QString m_folder;
};

} // namespace hearth::app
