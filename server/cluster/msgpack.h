#pragma once

#include "server/cluster/messages.h"
#include "shared/base/result.h"

//! MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) as `notepack.io` uses it, by
//! msgpack-cxx: its parser calls a visitor and keeps its place in a list of its own, so that no depth
//! overflows the stack and no length allocates what did not come.
namespace hearth::server::cluster {

//! JSON in which each binary value is `{"_placeholder":true,"num":n}`, as Socket.IO has it.
struct Unpacked
{
    QByteArray json;
    QList<QByteArray> attachments;
};

//! Refuses what JSON cannot say (a key that is no text, text that is not UTF-8, extensions but dates and
//! `undefined`), a text that pretends to be an attachment beside real ones, and what is over the bounds.
[[nodiscard]] Result<Unpacked> unpack(QByteArrayView bytes, const Bounds &bounds);

//! Writes MessagePack; each call appends one value or the head of a list or map of as many values as said.
class Packer
{
public:
    void list(qsizetype size);
    void map(qsizetype pairs);
    void text(const QString &value);
    void number(qint64 value);
    void flag(bool value);
    void texts(const QStringList &values);
    void texts(const QSet<QString> &values);
    //! A list of the event's name and its arguments.
    void event(const Event &event);
    //! The first value; null where there is none.
    void value(const Encoded &value);
    [[nodiscard]] QByteArray take() { return std::move(m_out); }

private:
    void json(const QJsonValue &value, const QList<QByteArray> &attachments);
    QByteArray m_out;
};

} // namespace hearth::server::cluster
