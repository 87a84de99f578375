#include "shared/engineio/handshake.h"

#include "shared/base/strictjson.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hearth::engineio {

QByteArray encodeHandshake(const Handshake &handshake)
{
    return toCompactJson(QJsonObject{
        {QStringLiteral("sid"), handshake.sid},
        {QStringLiteral("upgrades"), QJsonArray::fromStringList(handshake.upgrades)},
        {QStringLiteral("pingInterval"), handshake.pingInterval},
        {QStringLiteral("pingTimeout"), handshake.pingTimeout},
        {QStringLiteral("maxPayload"), handshake.maxPayload},
    });
}

Result<Handshake> decodeHandshake(QByteArrayView json)
{
    const auto value = parseStrictJson(json);
    if (!value)
        return value.error();
    const QJsonObject object = value->toObject();
    Handshake out;
    out.sid = object.value(QLatin1String("sid")).toString();
    for (const auto &upgrade : object.value(QLatin1String("upgrades")).toArray())
        out.upgrades += upgrade.toString();
    out.pingInterval = object.value(QLatin1String("pingInterval")).toInt(0);
    out.pingTimeout = object.value(QLatin1String("pingTimeout")).toInt(0);
    out.maxPayload = object.value(QLatin1String("maxPayload")).toInteger(0);
    if (out.sid.isEmpty() || out.pingInterval <= 0 || out.pingTimeout <= 0 || out.maxPayload <= 0)
        return Error(ErrorCode::InvalidRequest, QStringLiteral("Engine.IO: the handshake lacks a field"));
    return out;
}

} // namespace hearth::engineio
