#include "server/redis/resp.h"

#include <hiredis/hiredis.h>

#include <vector>

namespace hearth::server {

namespace {

template <class Words>
QByteArray formatted(const Words &words)
{
    std::vector<const char *> texts;
    std::vector<std::size_t> sizes;
    for (const QByteArrayView word : words) {
        texts.push_back(word.data());
        sizes.push_back(std::size_t(word.size()));
    }
    char *command = nullptr;
    const auto size = redisFormatCommandArgv(&command, int(texts.size()), texts.data(), sizes.data());
    if (size < 0)
        qFatal("no memory for a command to Redis");
    QByteArray out(command, qsizetype(size));
    redisFreeCommand(command);
    return out;
}

} // namespace

QByteArray commandOf(std::initializer_list<QByteArrayView> words)
{
    return formatted(words);
}

QByteArray commandOfAll(const QList<QByteArray> &words)
{
    return formatted(words);
}

QByteArrayView textOf(const redisReply &reply)
{
    return reply.str ? QByteArrayView(reply.str, qsizetype(reply.len)) : QByteArrayView();
}

bool isError(const redisReply &reply)
{
    return reply.type == REDIS_REPLY_ERROR;
}

const redisReply *itemOf(const redisReply &list, std::size_t index)
{
    return list.type == REDIS_REPLY_ARRAY && index < list.elements ? list.element[index] : nullptr;
}

ReplyReader::ReplyReader() : m_reader(redisReaderCreate())
{}

ReplyReader::~ReplyReader()
{
    redisReaderFree(m_reader);
}

void ReplyReader::feed(QByteArrayView bytes)
{
    redisReaderFeed(m_reader, bytes.data(), std::size_t(bytes.size()));
}

Result<Reply> ReplyReader::next()
{
    void *reply = nullptr;
    if (redisReaderGetReply(m_reader, &reply) != REDIS_OK)
        return Error(ErrorCode::Internal, QString::fromUtf8(m_reader->errstr));
    if (!reply && qsizetype(m_reader->len) > maxBytes)
        return Error(ErrorCode::TooLarge, QStringLiteral("a reply is too large"));
    if (!reply)
        return Reply();
    return Reply(static_cast<redisReply *>(reply), freeReplyObject);
}

} // namespace hearth::server
