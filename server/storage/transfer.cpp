#include "server/storage/transfer.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>

namespace hearth::server {

namespace {

//! The rows of a table that went by: how many, and what they were.
class Tally
{
public:
    void add(const TransferStore::Row &row)
    {
        QByteArray bytes;
        QDataStream out(&bytes, QIODevice::WriteOnly);
        for (const TransferStore::Value &value : row) {
            out << quint8(value.index());
            std::visit(
                [&out](const auto &each) {
                    if constexpr (!std::is_same_v<std::decay_t<decltype(each)>, std::monostate>)
                        out << each;
                },
                value);
        }
        m_hash.addData(bytes);
        ++m_rows;
    }
    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] QByteArray hash() const { return m_hash.result(); }

private:
    qint64 m_rows = 0;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

Result<QList<TransferredTable>> copyAll(TransferStore &from, TransferStore &to)
{
    QList<TransferredTable> out;
    std::vector<std::unique_ptr<Tally>> sent;
    for (const QByteArray &table : from.tables()) {
        Tally &tally = *sent.emplace_back(std::make_unique<Tally>());
        const auto copied = from.read(table, [&](const TransferStore::Row &row) {
            tally.add(row);
            return to.add(table, row);
        });
        if (!copied)
            return copied.error();
        out.append({table, tally.rows()});
    }
    const auto counters = from.counters();
    if (!counters)
        return counters.error();
    if (const auto set = to.setCounters(*counters); !set)
        return set.error();
    // Only now: a later table's triggers change an earlier one.
    for (size_t i = 0; i < sent.size(); ++i) {
        Tally got;
        const auto read = to.read(out[qsizetype(i)].name, [&got](const TransferStore::Row &row) {
            got.add(row);
            return Result<Done>(Done{});
        });
        if (!read)
            return read.error();
        if (got.rows() != sent[i]->rows() || got.hash() != sent[i]->hash())
            return Error(ErrorCode::Unavailable,
                QStringLiteral("the table %1 is not the same there: %2 rows of %3")
                    .arg(QLatin1String(out[qsizetype(i)].name), QString::number(got.rows()),
                        QString::number(sent[i]->rows())));
    }
    return out;
}

} // namespace

Result<QList<TransferredTable>> transfer(Database &from, Database &to)
{
    if (const auto begun = from.beginReading(); !begun)
        return begun.error();
    auto out = [&]() -> Result<QList<TransferredTable>> {
        if (const auto begun = to.begin(); !begun)
            return begun.error();
        const auto isUnused = to.transfers().isUnused();
        auto copied = !isUnused ? Result<QList<TransferredTable>>(isUnused.error())
                      : *isUnused
                          ? copyAll(from.transfers(), to.transfers())
                          : Error(ErrorCode::InvalidRequest,
                                QStringLiteral("the database to move to is in use; name an empty one"));
        if (!copied) {
            to.rollback();
            return copied;
        }
        const auto committed = to.commit();
        return committed ? copied : committed.error();
    }();
    from.endReading();
    return out;
}

} // namespace hearth::server
