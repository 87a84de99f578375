#include "server/operator/work.h"
#include "shared/protocol/codec.h"

namespace hearth::server {

namespace {

constexpr int most = 10'000;

Result<Outcome> audit(const Call &call)
{
    const auto count = countOf(call, "last", most);
    if (!count)
        return count.error();
    const auto db = openDatabase(call.settings);
    if (!db)
        return db.error();
    const auto entries = (*db)->audit().page(0, *count);
    if (!entries)
        return entries.error();
    Outcome out;
    for (const protocol::AuditEntry &each : *entries)
        out.output +=
            lineOf({timeOf(each.at), each.userId.isEmpty() ? QStringLiteral("(operator)") : each.username,
                protocol::encode(each.action).toString(), each.target, each.detail.value_or(QString())});
    return out;
}

} // namespace

QList<Command> auditCommands()
{
    return {{QStringLiteral("audit"), {},
        QStringLiteral("what was done to people, rooms and the server, the newest first: when, who, what, to "
                       "whom, the rest"),
        audit,
        {{QStringLiteral("last"), QStringLiteral("how many lines"), QStringLiteral("N"),
            QStringLiteral("100")}}}};
}

} // namespace hearth::server
