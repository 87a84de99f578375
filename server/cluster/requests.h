#pragma once

#include "server/cluster/request.h"
#include "server/hub/peers.h"
#include "shared/base/result.h"

//! The requests there are, each with what it gathers.
namespace hearth::server::cluster {

//! Gathers what the servers have, a list each.
template <class Answer, class List, List Answer::*items>
class Gathering final : public Request
{
public:
    using Then = std::function<void(const Result<List> &)>;
    Gathering(List own, Then then) : m_all(std::move(own)), m_then(std::move(then)) {}
    using Request::add;
    void add(const Answer &answer) override
    {
        m_all += answer.*items;
        ++m_answered;
    }
    void end(bool isWhole) override
    {
        if (isWhole)
            return m_then(m_all);
        m_then(Error(ErrorCode::RequestTimeout, QStringLiteral("not every server has answered")));
    }

private:
    List m_all;
    Then m_then;
};

using FetchRequest = Gathering<Fetched, QList<RemoteSocket>, &Fetched::sockets>;
using RoomsRequest = Gathering<RoomsListed, QStringList, &RoomsListed::rooms>;

//! An event to the other servers, which each may answer.
class ServerEventRequest final : public Request
{
public:
    explicit ServerEventRequest(Peers::Collected collected) : m_collected(std::move(collected)) {}
    using Request::add;
    void add(const ServerAnswer &answer) override;
    void end(bool isWhole) override;

private:
    QList<Arguments> m_answers;
    Peers::Collected m_collected;
};

//! An event to everybody's sockets. Each server says how many it asks, ours too.
class QuestionRequest final : public Request
{
public:
    explicit QuestionRequest(Peers::Collected collected) : m_collected(std::move(collected)) {}
    //! Of this server's own sockets.
    void asked(int clients) { m_asked += clients; }
    void answered(const Result<Arguments> &answer);
    using Request::add;
    void add(const QuestionCount &count) override;
    void add(const QuestionAnswer &answer) override;
    [[nodiscard]] bool isDone() const override
    {
        return Request::isDone() && m_answers.size() + m_missing >= m_asked;
    }
    void end(bool isWhole) override;

private:
    QList<Arguments> m_answers;
    qint64 m_asked = 0;
    int m_missing = 0; //!< of our own, whose time is up
    Peers::Collected m_collected;
};

} // namespace hearth::server::cluster
