#pragma once

#include "server/hub/encoded.h"

#include <QString>

#include <functional>
#include <map>

namespace hearth::server {

//! What several servers say of one room, brought into the order of its positions: each once, none left out.
//! What comes early is held until the ones before it have come, or were read from the database. Pure.
class Sequence
{
public:
    static constexpr qsizetype maxHeld = 1'000; //!< beyond it they are read from the database, too

    struct Said
    {
        QString event;
        Encoded arguments;
    };
    using Tell = std::function<void(const Said &)>;

    //! `last`: the position up to which everything is known to whoever listens.
    explicit Sequence(qint64 last = 0) : m_last(last), m_expected(last) {}

    //! Tells what is to be told now: this and those that waited for it, or nothing.
    void add(qint64 position, const Said &said, const Tell &tell);
    //! The same, to be told by goOn() at the earliest.
    void hold(qint64 position, const Said &said);
    //! Tells those whose turn it is.
    void goOn(const Tell &tell);
    //! There are as many, whoever has heard of them.
    void expect(qint64 position) { m_expected = std::max(m_expected, position); }

    [[nodiscard]] qint64 last() const { return m_last; }
    [[nodiscard]] bool hasGap() const { return m_last < m_expected; }
    [[nodiscard]] qint64 expected() const { return m_expected; }
    [[nodiscard]] qsizetype held() const { return qsizetype(m_held.size()); }

    //! From the database: what stands at the position, as the next that there is. False where it was told.
    bool fill(qint64 position, const Said &said, const Tell &tell);
    //! From the database: there is nothing more up to here, and `asked` was expected before it was read. What
    //! is held and would be later than everything there was, is none of the room's: how many those were.
    //! goOn() tells the rest.
    int settle(qint64 upTo, qint64 asked);
    //! From the database, which was asked after `known` was last(): there are no more than this. What was
    //! told beyond it is none of the room's, and must not stand in the way of what will have its place.
    //! Whether anything was.
    bool correct(qint64 known, qint64 upTo);
    [[nodiscard]] quint64 leftOut() const { return m_leftOut; } //!< beyond maxHeld

private:
    qint64 m_last;
    qint64 m_expected;
    quint64 m_leftOut = 0;
    std::map<qint64, Said> m_held;
};

} // namespace hearth::server
