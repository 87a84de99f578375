#pragma once

#include "shared/base/errorcode.h"

#include <optional>
#include <utility>
#include <variant>

namespace hearth {

//! What went wrong: a code for programs, a sentence for people. The sentence says what to do where it can.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message;

    Error() = default;
    //! An error with the code's own text.
    Error(ErrorCode code_) : code(code_), message(text(code_)) {}
    Error(ErrorCode code_, QString message_) : code(code_), message(std::move(message_)) {}

    bool operator==(const Error &) const = default;
};

//! A value or an Error; never both. clang 14 does not see std::expected, hence our own.
template <class T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
    Result(ErrorCode code) : m_state(std::in_place_index<1>, Error(code)) {}

    bool isOk() const { return m_state.index() == 0; }
    explicit operator bool() const { return isOk(); }

    //! Only when isOk().
    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    //! By value: `for (x : *f())` must not outlive what f() gave.
    T value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T operator*() && { return std::get<0>(std::move(m_state)); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    //! Only when not isOk().
    const Error &error() const { return std::get<1>(m_state); }

    bool operator==(const Result &) const = default;

private:
    std::variant<T, Error> m_state;
};

//! Success without a value.
struct Done
{
    bool operator==(const Done &) const = default;
};

} // namespace hearth
