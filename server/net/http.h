#pragma once

#include "server/net/httpbody.h"
#include "shared/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QUrlQuery>

#include <functional>
#include <memory>
#include <optional>

namespace hearth::server {

struct HttpRequest
{
    QByteArray method;
    QString path; //!< percent-decoded, without the query
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; //!< names in lower case; the last of several
    QByteArray body;
    QString peerAddress;
    bool isLoopback = false;
    bool isTls = false;

    [[nodiscard]] QByteArray header(const char *name) const { return headers.value(name); }
    //! The token of `Authorization: Bearer TOKEN`; empty without one.
    [[nodiscard]] QString bearerToken() const;
    //! The cookie of this name; empty without one.
    [[nodiscard]] QString cookie(QByteArrayView name) const;
    [[nodiscard]] bool isWebSocketUpgrade() const;
};

struct HttpResponse
{
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray cacheControl = "no-store";
    bool closes = false;
    std::shared_ptr<HttpBody> stream;  //!< in place of `body`, where it is not there as a whole
    std::optional<qint64> streamBytes; //!< how many; nothing: not known, so it goes in chunks

    [[nodiscard]] static HttpResponse json(const QJsonObject &object, int status = 200);
    [[nodiscard]] static HttpResponse error(const Error &error);
    //! Head and body; HEAD gets no body. A stream of unknown length goes in chunks where the connection
    //! stays, and ends with it where it does not.
    [[nodiscard]] QByteArray toBytes(bool isHead, bool keepAlive) const;
};

//! Answers one request; call it once, from the main thread, now or later. After the peer has gone it does
//! nothing.
using Responder = std::function<void(HttpResponse)>;

} // namespace hearth::server
