#pragma once

#include "server/net/http.h"
#include "server/storage/database.h"
#include "shared/base/limits.h"
#include "shared/base/strictjson.h"
#include "shared/protocol/codec.h"

namespace hearth::server {

//! The request's body as a struct.
template <protocol::WireStruct T>
[[nodiscard]] Result<T> bodyAs(const HttpRequest &request)
{
    const auto json = parseStrictJson(request.body);
    if (!json)
        return json.error();
    return protocol::decodeValue<T>(*json, {}, protocol::UnknownKeys::Refuse, QStringLiteral("body"));
}

//! The answer as a response, or why there is none.
template <protocol::WireStruct T>
[[nodiscard]] HttpResponse answerOf(const Result<T> &answer, int status = 200)
{
    return answer ? HttpResponse::json(protocol::encodeObject(*answer), status)
                  : HttpResponse::error(answer.error());
}

//! `{"ok":true}`: it was done, and there is nothing to say of it.
[[nodiscard]] HttpResponse okay();
//! The same, or why it was not done.
template <class T>
[[nodiscard]] HttpResponse okayOr(const Result<T> &done)
{
    return done ? okay() : HttpResponse::error(done.error());
}

//! TooMany where there are as many already; a limit of 0 is none. `what`: "alerts", "hooks in one room".
[[nodiscard]] Result<Done> checkRoom(qsizetype count, int limit, const QString &what);

//! A message's id, or a seq in decimal digits; nothing means before the first.
[[nodiscard]] Position positionOf(const QString &text);

//! A parameter of the query as text, where it is there. A plus is a space, as forms and URLSearchParams write
//! it.
[[nodiscard]] std::optional<QString> parameter(const HttpRequest &request, const QString &name);
//! `limit`, from 1 to the page size, which it is where it is not given.
[[nodiscard]] Result<int> pageLimit(const HttpRequest &request, const Limits &limits);

//! A text within the limit that the operator set, which may be below the protocol's own.
[[nodiscard]] Result<Done> checkContent(const QString &content, const Limits &limits);

} // namespace hearth::server
