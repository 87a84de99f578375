#include "shared/base/errorcode.h"

#include <array>

namespace hearth {

namespace {

struct Row
{
    ErrorCode code;
    const char *name;
    int status;
    bool retryable;
    const char *text;
};

constexpr std::array rows{
    Row{ErrorCode::InvalidRequest, "invalid_request", 400, false, "The request is not understood"},
    Row{ErrorCode::UnknownEvent, "unknown_event", 400, false, "There is no such event"},
    Row{ErrorCode::Unauthorized, "unauthorized", 401, false, "Sign in first"},
    Row{ErrorCode::BadCredentials, "bad_credentials", 401, false, "Unknown name or wrong password"},
    Row{ErrorCode::AccessDenied, "access_denied", 403, false, "Access denied"},
    Row{ErrorCode::Forbidden, "forbidden", 403, false, "Your role does not allow this"},
    Row{ErrorCode::NotFound, "not_found", 404, false, "There is nothing here"},
    Row{ErrorCode::MethodNotAllowed, "method_not_allowed", 405, false, "This path does not take that method"},
    Row{ErrorCode::NameTaken, "name_taken", 409, false, "This name is taken; choose another"},
    Row{ErrorCode::Conflict, "conflict", 409, false,
        "Somebody else changed it meanwhile; load it again, then change it"},
    Row{ErrorCode::OffsetMismatch, "offset_mismatch", 409, true,
        "The upload stopped elsewhere; ask for its offset and go on from there"},
    Row{ErrorCode::InviteRequired, "invite_required", 403, false,
        "An invite is needed: ask somebody who is already here, or enter the setup code of the first start"},
    Row{ErrorCode::InviteInvalid, "invite_invalid", 403, false,
        "This invite is unknown, used up or expired; ask for a new one"},
    Row{ErrorCode::RegistrationClosed, "registration_closed", 403, false,
        "This server takes no new accounts"},
    Row{ErrorCode::WeakPassword, "weak_password", 400, false, "The password needs 8 to 256 characters"},
    Row{ErrorCode::TooLarge, "too_large", 413, false, "This is too large"},
    Row{ErrorCode::QuotaExceeded, "quota_exceeded", 413, false,
        "What is yours is over the limit for one person; delete some first"},
    Row{ErrorCode::RangeInvalid, "range_invalid", 416, false, "The file has no such bytes"},
    Row{ErrorCode::TooMany, "too_many", 429, true, "Too many of these at once"},
    Row{ErrorCode::RateLimited, "rate_limited", 429, true, "Too fast; try again in a moment"},
    Row{ErrorCode::RequestTimeout, "request_timeout", 408, true, "The request was not finished in time"},
    Row{ErrorCode::Unavailable, "unavailable", 503, true,
        "The server cannot do this now; try again in a moment"},
    Row{ErrorCode::NewerDatabase, "newer_database", 500, false,
        "The database was written by a newer hearthd; install that version or restore an older backup"},
    Row{ErrorCode::Internal, "internal", 500, true, "Something went wrong on the server"},
};

constexpr bool rowsFollowTheEnum()
{
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].code != static_cast<ErrorCode>(i))
            return false;
    }
    return rows.size() == static_cast<size_t>(ErrorCode::Internal) + 1;
}
static_assert(rowsFollowTheEnum());

const Row &row(ErrorCode code)
{
    return rows[static_cast<size_t>(code)];
}

} // namespace

QString name(ErrorCode code)
{
    return QString::fromLatin1(row(code).name);
}

ErrorCode errorCodeFromName(const QString &name)
{
    for (const Row &each : rows) {
        if (name == QLatin1String(each.name))
            return each.code;
    }
    return ErrorCode::Internal;
}

QString text(ErrorCode code)
{
    return QString::fromLatin1(row(code).text);
}

int httpStatus(ErrorCode code)
{
    return row(code).status;
}

bool isRetryable(ErrorCode code)
{
    return row(code).retryable;
}

} // namespace hearth
