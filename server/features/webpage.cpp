#include "server/features/webpage.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

// Outside of the namespace, as the macro wants; a static library's resources are left out without it.
static void linkWebFiles()
{
    Q_INIT_RESOURCE(hearth_web);
}

namespace hearth::server {

namespace {

struct WebFile
{
    QByteArray content;
    QByteArray type;
    QByteArray tag;
};

QByteArray typeOf(const QString &name)
{
    if (name.endsWith(QLatin1String(".html")))
        return "text/html; charset=utf-8";
    if (name.endsWith(QLatin1String(".css")))
        return "text/css; charset=utf-8";
    return name.endsWith(QLatin1String(".svg")) ? "image/svg+xml" : "text/javascript; charset=utf-8";
}

QHash<QString, WebFile> webFiles()
{
    QHash<QString, WebFile> files;
    const QDir folder(QStringLiteral(":/hearth/web"));
    const QStringList names = folder.entryList(QDir::Files);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen);
        const QByteArray content = file.readAll();
        const QByteArray hash =
            QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().left(16);
        files.insert(name, {content, typeOf(name), '"' + hash + '"'});
    }
    return files;
}

HttpResponse answer(const HttpRequest &request, const WebFile &file)
{
    HttpResponse response;
    response.contentType = file.type;
    // A new server has new files under the same names: asked for each time, sent when they differ.
    response.cacheControl = "no-cache";
    response.headers = {
        {"ETag", file.tag},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    };
    if (request.header("if-none-match") == file.tag)
        response.status = 304;
    else
        response.body = file.content;
    return response;
}

} // namespace

void addWebPage(Router &router)
{
    linkWebFiles();
    const auto files = std::make_shared<const QHash<QString, WebFile>>(webFiles());
    router.add("GET", QStringLiteral("/"),
        [files](const HttpRequest &request, const QStringList &, const Responder &respond) {
            respond(answer(request, files->value(QStringLiteral("index.html"))));
        });
    router.add("GET", QStringLiteral("/web/{file}"),
        [files](const HttpRequest &request, const QStringList &names, const Responder &respond) {
            const auto file = files->constFind(names.at(0));
            respond(file == files->constEnd() ? HttpResponse::error(ErrorCode::NotFound)
                                              : answer(request, *file));
        });
}

} // namespace hearth::server
