#include "server/storage/sqlite/searchfunctions.h"

#include "server/storage/sql/signature.h"
#include "server/storage/sqlite/sqliteconnection.h"
#include "shared/search/folding.h"

#include <sqlite3.h>

#include <type_traits>

namespace hearth::server {

namespace {

std::string_view textOf(sqlite3_value *value)
{
    const auto *text = reinterpret_cast<const char *>(::sqlite3_value_text(value));
    return text ? std::string_view(text, size_t(::sqlite3_value_bytes(value))) : std::string_view();
}

void fold(sqlite3_context *context, int, sqlite3_value **values)
{
    const std::string_view text = textOf(values[0]);
    const QByteArray folded = foldedText(QString::fromUtf8(text.data(), qsizetype(text.size()))).toUtf8();
    ::sqlite3_result_text(context, folded.constData(), int(folded.size()), SQLITE_TRANSIENT);
}

void sign(sqlite3_context *context, int, sqlite3_value **values)
{
    // SQLite makes it, of zeroes, and frees it.
    static_assert(std::is_trivially_destructible_v<SignatureBuilder>);
    auto *builder =
        static_cast<SignatureBuilder *>(::sqlite3_aggregate_context(context, sizeof(SignatureBuilder)));
    if (builder)
        builder->add(textOf(values[0]));
    else
        ::sqlite3_result_error_nomem(context);
}

void endSigning(sqlite3_context *context)
{
    const auto *builder = static_cast<SignatureBuilder *>(::sqlite3_aggregate_context(context, 0));
    const QByteArray bytes = builder ? builder->bytes() : QByteArray();
    // A null pointer would be NULL, not a blob of no bytes.
    ::sqlite3_result_blob(context, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
}

} // namespace

Result<Done> addSearchFunctions(SqliteConnection &connection)
{
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    sqlite3 *handle = connection.handle();
    if (::sqlite3_create_function_v2(
            handle, "search_folded", 1, flags, nullptr, fold, nullptr, nullptr, nullptr) != SQLITE_OK ||
        ::sqlite3_create_function_v2(
            handle, "search_signature", 1, flags, nullptr, nullptr, sign, endSigning, nullptr) != SQLITE_OK)
        return connection.lastError();
    return Done{};
}

} // namespace hearth::server
