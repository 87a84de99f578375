#pragma once

#include "shared/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <variant>
#include <vector>

namespace hearth::server {

//! All that a database holds, table by table, for moving it into another one. Inside a transaction, or of one
//! moment (Database::beginReading()).
class TransferStore
{
public:
    //! One column: nothing, a whole number, a number, text or bytes.
    using Value = std::variant<std::monostate, qint64, double, QString, QByteArray>;
    using Row = std::vector<Value>;

    virtual ~TransferStore() = default;

    //! The names of all tables, those first that others refer to.
    [[nodiscard]] virtual QList<QByteArray> tables() const = 0;
    //! Nobody has ever used it.
    virtual Result<bool> isUnused() = 0;
    //! Each row in the order of its key, which is the same in every backend. Ends with the first failure.
    virtual Result<Done> read(
        const QByteArray &table, const std::function<Result<Done>(const Row &)> &each) = 0;
    //! The columns as read() gives them.
    virtual Result<Done> add(const QByteArray &table, const Row &row) = 0;
    //! The highest numbers that were given, which are never given again; as many in every backend.
    virtual Result<QList<qint64>> counters() = 0;
    virtual Result<Done> setCounters(const QList<qint64> &counters) = 0;
};

} // namespace hearth::server
