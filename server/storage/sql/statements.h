#pragma once

#include "shared/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace hearth::server {

class Rows;

//! One named statement of a backend, prepared, with its parameters and the rows of its run: one run at a
//! time. Columns and parameters have no type of their own: what is asked for must be what is there.
class Statement
{
public:
    virtual ~Statement() = default;

    //! The parameters in their order, from 1. An empty text is not NULL, whatever QString says about it.
    virtual void bind(int index, const QString &text) = 0;
    virtual void bind(int index, const QByteArray &bytes) = 0;
    virtual void bind(int index, qint64 number) = 0;
    virtual void bind(int index, double number) = 0;
    virtual void bindNull(int index) = 0;
    void bind(int index, int number) { bind(index, qint64(number)); }
    void bind(int index, bool flag) { bind(index, qint64(flag)); }
    template <class T>
    void bind(int index, const std::optional<T> &value)
    {
        if (value)
            bind(index, *value);
        else
            bindNull(index);
    }

    //! Does it, with so many parameters bound: whether there is a first row, which is then the current one.
    virtual Result<bool> begin(int parameters) = 0;
    //! Does it, whatever its rows.
    Result<Done> perform(int parameters)
    {
        const auto hasRow = begin(parameters);
        finish();
        return hasRow ? Result<Done>(Done{}) : hasRow.error();
    }
    //! The same before whatever is done next, of which its failure is then, too; by itself: now.
    virtual Result<Done> later(int parameters) { return perform(parameters); }
    //! Does it for each of so many runs, whose parameters `bind` gives and whose rows `read` takes: any
    //! failure is that of all.
    virtual Result<Done> each(qsizetype runs, int parameters, const std::function<void(qsizetype)> &bind,
        const std::function<Result<Done>(qsizetype, Rows &)> &read);
    //! Goes to the row after; false at the end and for a failure, which end() tells.
    virtual bool next() = 0;
    [[nodiscard]] virtual Result<Done> end() const = 0;
    //! Forgets rows and parameters: a message's text is not kept.
    virtual void finish() = 0;

    [[nodiscard]] virtual bool isNull(int column) const = 0;
    [[nodiscard]] virtual QString text(int column) const = 0;
    //! The bytes themselves, until the next row.
    [[nodiscard]] virtual std::string_view view(int column) const = 0;
    [[nodiscard]] virtual qint64 number(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    [[nodiscard]] virtual int affected() const = 0;
};

//! The rows of one run. Ends the statement when it goes: an open one would hold its snapshot and the log's
//! growth.
class Rows
{
public:
    Rows(Statement &statement, bool hasRow) : m_statement(&statement), m_isAhead(hasRow) {}
    Rows(Rows &&other) noexcept
        : m_statement(std::exchange(other.m_statement, nullptr)), m_isAhead(other.m_isAhead)
    {}
    Rows &operator=(Rows &&) = delete;
    ~Rows()
    {
        if (m_statement)
            m_statement->finish();
    }

    bool next() { return std::exchange(m_isAhead, false) || m_statement->next(); }
    [[nodiscard]] bool isNull(int column) const { return m_statement->isNull(column); }
    [[nodiscard]] QString text(int column) const { return m_statement->text(column); }
    [[nodiscard]] QByteArray bytes(int column) const
    {
        const std::string_view bytes = view(column);
        return {bytes.data(), qsizetype(bytes.size())};
    }
    //! The bytes themselves, until the next row.
    [[nodiscard]] std::string_view view(int column) const { return m_statement->view(column); }
    [[nodiscard]] qint64 number(int column) const { return m_statement->number(column); }
    [[nodiscard]] double real(int column) const { return m_statement->real(column); }
    [[nodiscard]] bool flag(int column) const { return number(column) != 0; }
    //! Nothing for NULL.
    [[nodiscard]] std::optional<QString> textOrNothing(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(text(column));
    }
    [[nodiscard]] std::optional<qint64> numberOrNothing(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(number(column));
    }
    //! How many rows the statement changed.
    [[nodiscard]] int affected() const { return m_statement->affected(); }
    //! Why next() gave false: the end (Done) or a failure.
    [[nodiscard]] Result<Done> end() const { return m_statement->end(); }

private:
    Statement *m_statement;
    bool m_isAhead; //!< on a row that next() has not given yet
};

inline Result<Done> Statement::each(qsizetype runs, int parameters,
    const std::function<void(qsizetype)> &bind, const std::function<Result<Done>(qsizetype, Rows &)> &read)
{
    for (qsizetype i = 0; i < runs; ++i) {
        bind(i);
        const auto hasRow = begin(parameters);
        Rows rows(*this, hasRow && *hasRow);
        if (!hasRow)
            return hasRow.error();
        if (auto taken = read(i, rows); !taken)
            return taken;
    }
    return Done{};
}

//! The named statements of a backend (statementtexts.h), each prepared at its first use and kept.
class Statements
{
public:
    virtual ~Statements() = default;

    //! The values are the parameters ?1, ?2, …: text, bytes, whole numbers and yes or no; SQL NULL is an
    //! empty std::optional. The first row is read at once, so that a statement without rows has been done.
    template <class... Values>
    Result<Rows> run(std::string_view name, const Values &...values)
    {
        auto statement = bound(name, values...);
        if (!statement)
            return statement.error();
        const auto hasRow = (*statement)->begin(sizeof...(values));
        Rows rows(**statement, hasRow && *hasRow);
        return hasRow ? Result<Rows>(std::move(rows)) : hasRow.error();
    }

    //! The same for as many values as `bind(statement, index)` is called for, from 1.
    template <class Bind>
    Result<Done> changeWith(std::string_view name, int count, Bind bind)
    {
        auto statement = prepared(name);
        if (!statement)
            return statement.error();
        for (int index = 1; index <= count; ++index)
            bind(**statement, index);
        return (*statement)->perform(count);
    }

    //! A statement that gives no rows, and none of whose failures means anything but that the job fails:
    //! where the database is another program it goes there together with the next one, which fails in its
    //! place.
    template <class... Values>
    Result<Done> changeLater(std::string_view name, const Values &...values)
    {
        auto statement = bound(name, values...);
        return statement ? (*statement)->later(sizeof...(values)) : statement.error();
    }

    //! The same statement for each of the items, whose values `valuesOf(item)` gives as a tuple; `read(index,
    //! rows)` takes what comes of each, in their order. Where the database is another program: in one round
    //! trip. Any failure is that of all.
    template <class T, class ValuesOf, class Read>
    Result<Done> runEach(std::string_view name, const QList<T> &items, ValuesOf valuesOf, Read read)
    {
        if (items.isEmpty())
            return Done{};
        auto statement = prepared(name);
        if (!statement)
            return statement.error();
        constexpr int parameters = std::tuple_size_v<decltype(valuesOf(items.front()))>;
        const auto bind = [&](qsizetype i) {
            std::apply(
                [&](const auto &...values) { bindAll(**statement, values...); }, valuesOf(items.at(i)));
        };
        return (*statement)->each(items.size(), parameters, bind, read);
    }

    //! The first number of the first row; NotFound where there is none.
    template <class... Values>
    Result<qint64> number(std::string_view name, const Values &...values)
    {
        auto rows = run(name, values...);
        if (!rows)
            return rows.error();
        if (rows->next())
            return rows->number(0);
        const auto end = rows->end();
        return end ? Error(ErrorCode::NotFound) : end.error();
    }

    //! A statement that gives no rows.
    template <class... Values>
    Result<Done> change(std::string_view name, const Values &...values)
    {
        const auto rows = run(name, values...);
        return rows ? Result<Done>(Done{}) : rows.error();
    }

protected:
    virtual Result<Statement *> prepared(std::string_view name) = 0;

private:
    template <class... Values>
    Result<Statement *> bound(std::string_view name, const Values &...values)
    {
        auto statement = prepared(name);
        if (!statement)
            return statement;
        bindAll(**statement, values...);
        return statement;
    }
    template <class... Values>
    static void bindAll(Statement &statement, const Values &...values)
    {
        int index = 0;
        (statement.bind(++index, values), ...);
    }
};

//! NotFound where the statement has changed nothing.
[[nodiscard]] inline Result<Done> someAffected(const Result<Rows> &rows)
{
    if (!rows)
        return rows.error();
    return rows->affected() > 0 ? Result<Done>(Done{}) : ErrorCode::NotFound;
}

//! What `itemOf` makes of each row.
template <class ItemOf>
[[nodiscard]] auto listOf(Result<Rows> rows, ItemOf itemOf) -> Result<QList<decltype(itemOf(*rows))>>
{
    if (!rows)
        return rows.error();
    QList<decltype(itemOf(*rows))> items;
    while (rows->next())
        items.append(itemOf(*rows));
    const auto end = rows->end();
    return end ? Result(items) : end.error();
}

//! The first column of each.
[[nodiscard]] inline Result<QStringList> textsOf(Result<Rows> rows)
{
    return listOf(std::move(rows), [](const Rows &row) { return row.text(0); });
}

} // namespace hearth::server
