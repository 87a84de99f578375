#pragma once

#include "shared/base/result.h"

#include <QByteArray>
#include <QList>

#include <initializer_list>
#include <memory>

struct redisReader;
struct redisReply;

namespace hearth::server {

//! Redis' protocol as hiredis reads and writes it. Its own connections are not used: what Debian 12 has of it
//! (0.14) knows no TLS, looks names up while everything waits, and queues without a bound; a Stream does all
//! three as the house does.

//! Held together with what is in it.
using Reply = std::shared_ptr<const redisReply>;

//! A command of these words, as it goes over the wire.
[[nodiscard]] QByteArray commandOf(std::initializer_list<QByteArrayView> words);
[[nodiscard]] QByteArray commandOfAll(const QList<QByteArray> &words);
[[nodiscard]] QByteArrayView textOf(const redisReply &reply);
[[nodiscard]] bool isError(const redisReply &reply);
//! The list's item, or null where it has none such.
[[nodiscard]] const redisReply *itemOf(const redisReply &list, std::size_t index);

//! The replies in a stream of bytes.
class ReplyReader
{
public:
    static constexpr qsizetype maxBytes = 64 * 1024 * 1024; //!< of one reply

    ReplyReader();
    ~ReplyReader();
    ReplyReader(const ReplyReader &) = delete;
    ReplyReader &operator=(const ReplyReader &) = delete;

    void feed(QByteArrayView bytes);
    //! Null where none is complete; an error, for good, where this is not Redis' protocol.
    [[nodiscard]] Result<Reply> next();

private:
    redisReader *m_reader;
};

} // namespace hearth::server
