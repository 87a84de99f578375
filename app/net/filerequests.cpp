// The requests for files: bytes that are never in memory as a whole.
#include "app/net/restclient.h"
#include "shared/protocol/codec.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>

namespace hearth::app {

namespace {

//! For which nothing moves: a disk at the other end may be slow.
constexpr int stalledMs = 30'000;
//! Of a download that waits here until it is written.
constexpr qint64 readBufferBytes = 1024 * 1024;

Result<RestClient::UploadState> stateFrom(const Result<QJsonObject> &json)
{
    if (!json)
        return json.error();
    const QJsonObject upload = json->value(QLatin1String("upload")).toObject();
    RestClient::UploadState state{
        upload.value(QLatin1String("id")).toString(), upload.value(QLatin1String("offset")).toInteger(-1)};
    if (state.id.isEmpty() || state.offset < 0)
        return Error(
            ErrorCode::Unavailable, RestClient::tr("The server did not say where the upload stands."));
    const auto file = protocol::decode<protocol::File>(
        json->value(QLatin1String("file")).toObject(), protocol::UnknownKeys::Skip);
    if (file)
        state.file = *file;
    return state;
}

RestClient::Cancel cancelOf(QNetworkReply *reply)
{
    return [guard = QPointer(reply)] {
        if (guard)
            guard->abort();
    };
}

} // namespace

void RestClient::createUpload(
    const QString &roomId, const QString &name, qint64 size, Reply<UploadState> reply)
{
    send("POST", QStringLiteral("/api/uploads"), {},
        {{QStringLiteral("roomId"), roomId}, {QStringLiteral("name"), name}, {QStringLiteral("size"), size}},
        [reply = std::move(reply)](const Result<QJsonObject> &json) { reply(stateFrom(json)); });
}

void RestClient::uploadState(const QString &uploadId, Reply<UploadState> reply)
{
    send("GET", QStringLiteral("/api/uploads/") + uploadId, {}, {},
        [reply = std::move(reply)](const Result<QJsonObject> &json) { reply(stateFrom(json)); });
}

RestClient::Cancel RestClient::sendPart(const QString &uploadId, std::unique_ptr<QIODevice> from,
    const Progress &progress, Reply<UploadState> reply)
{
    QNetworkRequest request = requestFor(QStringLiteral("/api/uploads/") + uploadId, {});
    request.setTransferTimeout(stalledMs);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/octet-stream"));
    request.setRawHeader("Upload-Offset", QByteArray::number(from->pos()));
    QNetworkReply *sending = m_network.sendCustomRequest(request, "PATCH", from.get());
    from.release()->setParent(sending);
    m_untrusted.clear();
    watchCertificate(sending);
    if (progress)
        connect(sending, &QNetworkReply::uploadProgress, this, [progress](qint64 bytes) { progress(bytes); });
    connect(sending, &QNetworkReply::finished, this, [this, sending, reply = std::move(reply)] {
        sending->deleteLater();
        reply(stateFrom(read(sending)));
    });
    connect(this, &QObject::destroyed, sending, &QObject::deleteLater);
    return cancelOf(sending);
}

RestClient::Cancel RestClient::fetch(
    const QString &path, QIODevice &into, qint64 maxBytes, const Progress &progress, Reply<Done> reply)
{
    QNetworkRequest request = requestFor(path, {});
    request.setTransferTimeout(stalledMs);
    QNetworkReply *fetched = m_network.get(request);
    fetched->setReadBufferSize(readBufferBytes);
    m_untrusted.clear();
    watchCertificate(fetched);
    struct Download
    {
        qint64 bytes = 0;
        QString problem;
    };
    const auto download = std::make_shared<Download>();
    const auto isFile = [fetched] {
        return fetched->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
    };
    const auto take = [fetched, download, isFile, &into, maxBytes, progress] {
        if (!isFile() || !download->problem.isEmpty())
            return;
        const QByteArray bytes = fetched->readAll();
        download->bytes += bytes.size();
        if (download->bytes > maxBytes)
            download->problem = tr("The file is larger than was said.");
        else if (into.write(bytes) != bytes.size())
            download->problem = tr("The file cannot be written: %1").arg(into.errorString());
        if (!download->problem.isEmpty())
            return fetched->abort();
        if (progress)
            progress(download->bytes);
    };
    connect(fetched, &QNetworkReply::readyRead, this, take);
    connect(fetched, &QNetworkReply::finished, this,
        [this, fetched, download, isFile, take, reply = std::move(reply)] {
            fetched->deleteLater();
            take();
            if (!download->problem.isEmpty())
                return reply(Error(ErrorCode::Internal, download->problem));
            if (isFile() && fetched->error() == QNetworkReply::NoError)
                return reply(Done{});
            const auto json = read(fetched);
            reply(json ? Error(ErrorCode::Unavailable, tr("The file did not come.")) : json.error());
        });
    connect(this, &QObject::destroyed, fetched, &QObject::deleteLater);
    return cancelOf(fetched);
}

} // namespace hearth::app
