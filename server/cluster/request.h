#pragma once

#include "server/cluster/messages.h"

#include <functional>

namespace hearth::server::cluster {

//! What one server has asked the others, and what has come so far.
class Request
{
public:
    virtual ~Request() = default;
    //! How many others there are; nullopt: Redis does not say.
    virtual void counted(std::optional<int> others) { m_others = others; }
    [[nodiscard]] virtual bool isDone() const { return m_others && m_answered >= *m_others; }
    //! Tells who asked; `isWhole`: nobody is missing.
    virtual void end(bool isWhole) = 0;

    virtual void add(const Fetched &) {}
    virtual void add(const RoomsListed &) {}
    virtual void add(const ServerAnswer &) {}
    virtual void add(const QuestionCount &) {}
    virtual void add(const QuestionAnswer &) {}

protected:
    std::optional<int> m_others;
    int m_answered = 0;
};

} // namespace hearth::server::cluster
