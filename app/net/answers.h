#pragma once

#include "shared/base/result.h"
#include "shared/protocol/codec.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>

//! How the answers of REST requests are read.
namespace hearth::app {

inline QJsonArray listIn(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toArray();
}

//! The items that decode; what a newer server might say otherwise is left out, not fatal.
template <class T>
QList<T> decodeList(const QJsonArray &items)
{
    QList<T> out;
    for (const QJsonValue each : items) {
        if (auto item = protocol::decode<T>(each.toObject(), protocol::UnknownKeys::Skip))
            out += *std::move(item);
    }
    return out;
}

//! The whole answer as one thing.
template <class T>
auto decodedTo(std::function<void(Result<T>)> reply)
{
    return [reply = std::move(reply)](const Result<QJsonObject> &json) {
        reply(json ? protocol::decode<T>(*json, protocol::UnknownKeys::Skip) : Result<T>(json.error()));
    };
}

//! What is in the answer under `key`, as one thing.
template <class T>
auto decodedTo(const char *key, std::function<void(Result<T>)> reply)
{
    return [key, reply = std::move(reply)](const Result<QJsonObject> &json) {
        reply(json ? protocol::decode<T>(
                         json->value(QLatin1String(key)).toObject(), protocol::UnknownKeys::Skip)
                   : Result<T>(json.error()));
    };
}

//! A list in the answer under `key`; one that is not there is no answer of a Hearth server.
template <class T>
auto listTo(const char *key, std::function<void(Result<QList<T>>)> reply)
{
    return [key, reply = std::move(reply)](const Result<QJsonObject> &json) {
        if (!json)
            return reply(json.error());
        const QJsonValue list = json->value(QLatin1String(key));
        reply(list.isArray() ? Result<QList<T>>(decodeList<T>(list.toArray()))
                             : Result<QList<T>>(Error(ErrorCode::Unavailable)));
    };
}

//! Nothing but whether it was done.
inline auto doneTo(std::function<void(Result<Done>)> reply)
{
    return [reply = std::move(reply)](const Result<QJsonObject> &json) {
        reply(json ? Result<Done>(Done{}) : Result<Done>(json.error()));
    };
}

} // namespace hearth::app
