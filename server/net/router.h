#pragma once

#include "server/net/http.h"
#include "server/net/httpupload.h"

namespace hearth::server {

//! Method and path to handler. A segment `{name}` of a pattern matches any one segment and is handed over in
//! order.
class Router
{
public:
    using Handler = std::function<void(const HttpRequest &, const QStringList &captures, Responder)>;

    //! What takes the body; null where it has answered.
    using UploadHandler = std::function<std::shared_ptr<HttpUpload>(
        const HttpRequest &head, const QStringList &captures, Responder)>;

    void add(const QByteArray &method, const QString &pattern, Handler handler);
    //! The same by a member function of a feature, with what was captured or without.
    template <class Feature>
    void add(const QByteArray &method, const char *pattern, Feature *feature,
        void (Feature::*handle)(const HttpRequest &, const QStringList &, const Responder &))
    {
        add(method, QLatin1String(pattern),
            [feature, handle](const HttpRequest &request, const QStringList &captures,
                const Responder &respond) { (feature->*handle)(request, captures, respond); });
    }
    template <class Feature>
    void add(const QByteArray &method, const char *pattern, Feature *feature,
        void (Feature::*handle)(const HttpRequest &, const Responder &))
    {
        add(method, QLatin1String(pattern),
            [feature, handle](const HttpRequest &request, const QStringList &, const Responder &respond) {
                (feature->*handle)(request, respond);
            });
    }
    //! A request whose body, of at most `bodyBytes` (0: any number), is taken while it comes.
    void addUpload(const QByteArray &method, const QString &pattern, qint64 bodyBytes, UploadHandler handler);
    //! The bound of an upload's body; nothing where the head is no upload's.
    [[nodiscard]] std::optional<qint64> uploadBytes(const HttpRequest &head) const;
    //! Only where uploadBytes() gave a bound.
    [[nodiscard]] std::shared_ptr<HttpUpload> upload(const HttpRequest &head, Responder respond) const;
    //! NotFound for an unknown path, MethodNotAllowed for a known one.
    void route(const HttpRequest &request, Responder respond) const;
    //! Each registered method with its pattern, uploads included.
    [[nodiscard]] QList<std::pair<QByteArray, QString>> patterns() const;

private:
    struct Route
    {
        QByteArray method;
        QStringList segments;
        Handler handler;
    };
    struct UploadRoute
    {
        QByteArray method;
        QStringList segments;
        qint64 bodyBytes = 0;
        UploadHandler handler;
    };
    QList<Route> m_routes;
    QList<UploadRoute> m_uploads;
};

} // namespace hearth::server
