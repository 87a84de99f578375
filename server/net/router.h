#pragma once

#include "server/net/http.h"

namespace hearth::server {

//! Method and path to handler. A segment `{name}` of a pattern matches any one segment and is handed over in
//! order.
class Router
{
public:
    using Handler = std::function<void(const HttpRequest &, const QStringList &captures, Responder)>;

    void add(const QByteArray &method, const QString &pattern, Handler handler);
    //! NotFound for an unknown path, MethodNotAllowed for a known one.
    void route(const HttpRequest &request, Responder respond) const;

private:
    struct Route
    {
        QByteArray method;
        QStringList segments;
        Handler handler;
    };
    QList<Route> m_routes;
};

} // namespace hearth::server
