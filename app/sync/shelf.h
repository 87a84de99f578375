#pragma once

#include "app/net/restclient.h"

#include <QHash>
#include <QSet>
#include <QUrl>

namespace hearth::app {

//! The files of messages, as this device has them: small and whole pictures in a folder that is bounded, and
//! what the person saves. What the server sends as a picture is shown only where its first bytes say that it
//! is one: Qt would also read SVG.
class Shelf : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 maxBytes = 256 * 1024 * 1024;     //!< of all pictures; the oldest go
    static constexpr qint64 pictureBytes = 64 * 1024 * 1024;  //!< of one that is opened
    static constexpr qint64 thumbnailBytes = 4 * 1024 * 1024; //!< of a small one

    Shelf(RestClient &rest, QString folder, QObject *parent = nullptr);

    //! The small picture, as a local address. Empty where it is not here: then it is fetched, and changed()
    //! follows; once a run where that fails.
    [[nodiscard]] QUrl thumbnail(const protocol::File &file);
    //! The same of the whole picture; each call tries again. opened() or failed() follows.
    void open(const protocol::File &file);
    //! Saves into the folder of downloads, under a name that is free. saved() or failed() follows.
    void save(const protocol::File &file);
    void cancelSave(const QString &fileId);
    //! Of what is being saved: 0 to 1; -1 where it is not.
    [[nodiscard]] double progress(const QString &fileId) const;
    //! For the tests: where saved files go.
    void setDownloads(const QString &folder) { m_downloads = folder; }

Q_SIGNALS:
    void changed(const QString &fileId);
    void opened(const QString &fileId, const QUrl &picture);
    void saved(const QString &fileId, const QString &path);
    void failed(const QString &fileId, const QString &reason);

private:
    struct Saving
    {
        qint64 bytes = 0;
        qint64 size = 0;
        RestClient::Cancel cancel;
    };

    //! Fetches a picture into the folder under `name`; then `done`.
    void fetchPicture(
        const QString &path, const QString &name, qint64 most, std::function<void(Result<Done>)> done);
    [[nodiscard]] QString pathOf(const QString &name) const;
    void makeRoom();

    RestClient &m_rest;
    const QString m_folder;
    QString m_downloads;
    QSet<QString> m_fetching; //!< names, also those that failed
    QHash<QString, Saving> m_saving;
};

} // namespace hearth::app
