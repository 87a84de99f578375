#pragma once

#include "server/storage/sql/statements.h"
#include "shared/base/strictjson.h"
#include "shared/protocol/text.h"

namespace hearth::server {

//! Things that are a row of JSON each, because nothing asks for their parts: the first column is the thing. A
//! later server may have put more into it.
template <protocol::WireStruct T>
[[nodiscard]] Result<T> thingFrom(const Rows &row)
{
    const auto json = parseStrictJson(row.bytes(0));
    auto thing =
        json ? protocol::decode<T>(json->toObject(), protocol::UnknownKeys::Skip) : Result<T>(json.error());
    return thing ? std::move(thing)
                 : Error(ErrorCode::Internal,
                       QStringLiteral("a stored row is broken: ") + thing.error().message);
}

template <protocol::WireStruct T>
[[nodiscard]] Result<QList<T>> thingsOf(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<T> all;
    while (rows->next()) {
        const auto thing = thingFrom<T>(*rows);
        if (!thing)
            return thing.error();
        all.append(*thing);
    }
    const auto end = rows->end();
    return end ? Result(all) : end.error();
}

//! NotFound where there is none.
template <protocol::WireStruct T>
[[nodiscard]] Result<T> thingOf(Result<Rows> rows)
{
    const auto found = thingsOf<T>(std::move(rows));
    if (!found)
        return found.error();
    return found->isEmpty() ? Result<T>(ErrorCode::NotFound) : found->first();
}

template <protocol::WireStruct T>
[[nodiscard]] QString rowOf(const T &thing)
{
    QByteArray json;
    protocol::appendObject(json, thing);
    return QString::fromUtf8(json);
}

} // namespace hearth::server
