#include "server/cluster/requests.h"

#include "shared/base/strictjson.h"

#include <algorithm>
#include <limits>

namespace hearth::server::cluster {

namespace {

Arguments argumentsOf(const Encoded &value)
{
    return {parseOwnJson('[' + value.items + ']').toArray(), value.attachments};
}

} // namespace

void ServerEventRequest::add(const ServerAnswer &answer)
{
    m_answers.append(argumentsOf(answer.value));
    ++m_answered;
}

void ServerEventRequest::end(bool)
{
    m_collected(m_answers, m_others ? std::max(0, *m_others - m_answered) : 0);
}

void QuestionRequest::answered(const Result<Arguments> &answer)
{
    if (answer)
        m_answers.append(*answer);
    else
        ++m_missing;
}

void QuestionRequest::add(const QuestionCount &count)
{
    m_asked += count.clients;
    ++m_answered;
}

void QuestionRequest::add(const QuestionAnswer &answer)
{
    m_answers.append(argumentsOf(answer.value));
}

void QuestionRequest::end(bool)
{
    m_collected(
        m_answers, int(std::clamp<qint64>(m_asked - m_answers.size(), 0, std::numeric_limits<int>::max())));
}

} // namespace hearth::server::cluster
