#include "server/storage/sql/sqltransfer.h"

#include <algorithm>
#include <array>

namespace hearth::server {

namespace {

//! `columns`: what each is, by a letter: a whole number, a real one, text, or bytes.
struct Table
{
    std::string_view name, columns, all, copyTo;
};

constexpr std::array all{
    Table{"meta", "tt", "rowsOfMeta", "copyToMeta"},
    Table{"users", "ttttttiiiii", "rowsOfUsers", "copyToUsers"},
    Table{"tokens", "btitti", "rowsOfTokens", "copyToTokens"},
    Table{"invites", "bttiiti", "rowsOfInvites", "copyToInvites"},
    Table{"audit", "iitttt", "rowsOfAudit", "copyToAudit"},
    Table{"rooms", "ttttitttiiiiiii", "rowsOfRooms", "copyToRooms"},
    Table{"members", "ttiitii", "rowsOfMembers", "copyToMembers"},
    Table{"departures", "ittt", "rowsOfDepartures", "copyToDepartures"},
    Table{"messages", "ittittittiiiii", "rowsOfMessages", "copyToMessages"},
    Table{"mentions", "ttit", "rowsOfMentions", "copyToMentions"},
    Table{"edits", "tiiti", "rowsOfEdits", "copyToEdits"},
    Table{"reactions", "titti", "rowsOfReactions", "copyToReactions"},
    Table{"search_texts", "tiiit", "rowsOfSearchTexts", "copyToSearchTexts"},
    Table{"search_blocks", "tiiiiib", "rowsOfSearchBlocks", "copyToSearchBlocks"},
    Table{"notifications", "itttitiii", "rowsOfNotifications", "copyToNotifications"},
    Table{"notification_levels", "ttt", "rowsOfNotificationLevels", "copyToNotificationLevels"},
    Table{"notification_settings", "tiiii", "rowsOfNotificationSettings", "copyToNotificationSettings"},
    Table{"keywords", "ttit", "rowsOfKeywords", "copyToKeywords"},
    Table{"blobs", "titiiii", "rowsOfBlobs", "copyToBlobs"},
    Table{"files", "tttttiiii", "rowsOfFiles", "copyToFiles"},
    Table{"uploads", "ttttiii", "rowsOfUploads", "copyToUploads"},
    Table{"channels", "ittiii", "rowsOfChannels", "copyToChannels"},
    Table{"channel_points", "iiit", "rowsOfChannelPoints", "copyToChannelPoints"},
    Table{"channel_buckets", "itiirrr", "rowsOfChannelBuckets", "copyToChannelBuckets"},
    Table{"channel_tokens", "tbtttti", "rowsOfChannelTokens", "copyToChannelTokens"},
    Table{"hooks", "tbtttti", "rowsOfHooks", "copyToHooks"},
    Table{"dashboards", "ttt", "rowsOfDashboards", "copyToDashboards"},
    Table{"alerts", "tttt", "rowsOfAlerts", "copyToAlerts"},
    Table{"charts", "tit", "rowsOfCharts", "copyToCharts"},
    Table{"channel_rollup", "i", "rowsOfChannelRollup", "copyToChannelRollup"},
};

constexpr int counterCount = 4;

const Table *tableNamed(const QByteArray &name)
{
    const auto *found =
        std::ranges::find(all, std::string_view(name.constData(), size_t(name.size())), &Table::name);
    Q_ASSERT(found != all.end());
    return found;
}

TransferStore::Value valueOf(const Rows &rows, int column, char kind)
{
    if (rows.isNull(column))
        return {};
    switch (kind) {
    case 'i':
        return rows.number(column);
    case 'r':
        return rows.real(column);
    case 't':
        return rows.text(column);
    default:
        return rows.bytes(column);
    }
}

} // namespace

QList<QByteArray> SqlTransfer::tables() const
{
    QList<QByteArray> out;
    for (const Table &each : all)
        out.append(QByteArray(each.name.data(), qsizetype(each.name.size())));
    return out;
}

Result<bool> SqlTransfer::isUnused()
{
    const auto isUsed = m_statements.number("isUsed");
    return isUsed ? Result<bool>(*isUsed == 0) : isUsed.error();
}

Result<Done> SqlTransfer::read(const QByteArray &table, const std::function<Result<Done>(const Row &)> &each)
{
    const Table &from = *tableNamed(table);
    auto rows = m_statements.run(from.all);
    if (!rows)
        return rows.error();
    Row row(from.columns.size());
    while (rows->next()) {
        for (size_t i = 0; i < row.size(); ++i)
            row[i] = valueOf(*rows, int(i), from.columns[i]);
        if (auto done = each(row); !done)
            return done;
    }
    return rows->end();
}

Result<Done> SqlTransfer::add(const QByteArray &table, const Row &row)
{
    return m_statements.changeWith(
        tableNamed(table)->copyTo, int(row.size()), [&row](Statement &statement, int index) {
            std::visit(
                [&statement, index](const auto &value) {
                    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
                        statement.bindNull(index);
                    else
                        statement.bind(index, value);
                },
                row[size_t(index) - 1]);
        });
}

Result<QList<qint64>> SqlTransfer::counters()
{
    auto rows = m_statements.run("counters");
    if (!rows)
        return rows.error();
    if (!rows->next())
        return Error(ErrorCode::Unavailable);
    QList<qint64> out;
    for (int i = 0; i < counterCount; ++i)
        out.append(rows->number(i));
    return out;
}

Result<Done> SqlTransfer::setCounters(const QList<qint64> &counters)
{
    Q_ASSERT(counters.size() == counterCount);
    if (auto forgotten = m_statements.change("forgetCounters"); !forgotten)
        return forgotten;
    return m_statements.change("setCounters", counters[0], counters[1], counters[2], counters[3]);
}

} // namespace hearth::server
