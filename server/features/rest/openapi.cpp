#include "server/features/rest/openapi.h"

#include "shared/protocol/events/refusal.h"

#include <QRegularExpression>

namespace hearth::server {

namespace {

QJsonObject content(const QString &type, const QJsonObject &schema)
{
    return {{type, schema.isEmpty() ? QJsonObject() : QJsonObject{{QStringLiteral("schema"), schema}}}};
}

QJsonObject parameter(const QString &name, const char *place, bool isRequired, const QString &doc)
{
    QJsonObject out{{QStringLiteral("name"), name}, {QStringLiteral("in"), QLatin1String(place)},
        {QStringLiteral("required"), isRequired},
        {QStringLiteral("schema"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")}}}};
    if (!doc.isEmpty())
        out.insert(QStringLiteral("description"), doc);
    return out;
}

QJsonArray parametersOf(const Operation &operation)
{
    QJsonArray out;
    static const QRegularExpression capture(QStringLiteral("\\{(\\w+)\\}"));
    auto captures = capture.globalMatch(QString::fromLatin1(operation.path));
    while (captures.hasNext())
        out.append(parameter(captures.next().captured(1), "path", true, {}));
    for (const Parameter &each : operation.parameters) {
        const char *place = each.place == Parameter::Place::Query ? "query" : "header";
        out.append(
            parameter(QString::fromLatin1(each.name), place, each.isRequired, QString::fromUtf8(each.doc)));
    }
    return out;
}

QJsonObject described(const QString &text, const QJsonObject &content)
{
    return {{QStringLiteral("description"), text}, {QStringLiteral("content"), content}};
}

QJsonObject documentOf(const Operation &operation)
{
    const QJsonObject refusal{{QStringLiteral("$ref"), QStringLiteral("#/components/responses/refusal")}};
    const QJsonObject schema = operation.answers ? operation.answers() : QJsonObject();
    QJsonObject out{
        {QStringLiteral("summary"), QString::fromUtf8(operation.doc)},
        {QStringLiteral("x-who"), protocol::encode(operation.who)},
        {QStringLiteral("parameters"), parametersOf(operation)},
        {QStringLiteral("responses"),
            QJsonObject{{QString::number(operation.status),
                            described(QStringLiteral("done"),
                                content(QString::fromLatin1(operation.contentType), schema))},
                {QStringLiteral("default"), refusal}}},
    };
    if (operation.who == Who::Anybody)
        out.insert(QStringLiteral("security"), QJsonArray());
    if (operation.takes || operation.bodyType) {
        const QString type =
            QString::fromLatin1(operation.bodyType ? operation.bodyType : "application/json");
        out.insert(QStringLiteral("requestBody"),
            QJsonObject{{QStringLiteral("required"), true},
                {QStringLiteral("content"),
                    content(type, operation.takes ? operation.takes() : QJsonObject())}});
    }
    return out;
}

QJsonObject components()
{
    QJsonObject schemas;
    protocol::forEachThing(
        [&schemas]<class T>() { schemas.insert(protocol::schemaKey<T>(), protocol::structSchema<T>()); });
    QJsonArray codes;
    for (int i = 0; i <= int(ErrorCode::Internal); ++i)
        codes.append(name(ErrorCode(i)));
    const QJsonObject text{{QStringLiteral("type"), QStringLiteral("string")}};
    const QJsonObject error{{QStringLiteral("type"), QStringLiteral("object")},
        {QStringLiteral("required"), QJsonArray{QStringLiteral("code"), QStringLiteral("message")}},
        {QStringLiteral("properties"),
            QJsonObject{
                {QStringLiteral("code"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")},
                                             {QStringLiteral("enum"), codes}}},
                {QStringLiteral("message"), text}}}};
    schemas.insert(QStringLiteral("refusal"),
        QJsonObject{{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("required"), QJsonArray{QStringLiteral("error")}},
            {QStringLiteral("properties"), QJsonObject{{QStringLiteral("error"), error}}}});
    const QJsonObject reference{{QStringLiteral("$ref"), QStringLiteral("#/components/schemas/refusal")}};
    const QJsonObject bearer{{QStringLiteral("type"), QStringLiteral("http")},
        {QStringLiteral("scheme"), QStringLiteral("bearer")}};
    return {{QStringLiteral("schemas"), schemas},
        {QStringLiteral("responses"),
            QJsonObject{{QStringLiteral("refusal"),
                described(QStringLiteral("why not; of a bad body the message begins with the field"),
                    content(QStringLiteral("application/json"), reference))}}},
        {QStringLiteral("securitySchemes"), QJsonObject{{QStringLiteral("token"), bearer}}}};
}

} // namespace

QJsonObject openApi(const QList<Operation> &operations)
{
    QJsonObject paths;
    for (const Operation &operation : operations) {
        const QString path = QString::fromLatin1(operation.path);
        QJsonObject methods = paths.value(path).toObject();
        methods.insert(QString::fromLatin1(operation.method).toLower(), documentOf(operation));
        paths.insert(path, methods);
    }
    return {
        {QStringLiteral("openapi"), QStringLiteral("3.1.0")},
        {QStringLiteral("info"),
            QJsonObject{{QStringLiteral("title"), QStringLiteral("Hearth")},
                {QStringLiteral("version"), QStringLiteral("1")},
                {QStringLiteral("description"),
                    QStringLiteral("What goes by HTTP. Ids are text; times are milliseconds since 1970; the "
                                   "length of a text is its bytes of UTF-8.")}}},
        {QStringLiteral("security"), QJsonArray{QJsonObject{{QStringLiteral("token"), QJsonArray()}}}},
        {QStringLiteral("paths"), paths},
        {QStringLiteral("components"), components()},
    };
}

void addOpenApi(Router &router)
{
    router.add("GET", QStringLiteral("/api/openapi.json"),
        [](const HttpRequest &, const QStringList &, const Responder &respond) {
            static const HttpResponse document = HttpResponse::json(openApi(operations()));
            respond(document);
        });
}

} // namespace hearth::server
