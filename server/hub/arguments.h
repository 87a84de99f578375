#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QList>

namespace hearth::server {

//! What an event or an ack carries. Binary data stands in `values` as `{"_placeholder":true,"num":n}` and is
//! the n-th of `attachments`.
struct Arguments
{
    QJsonArray values;
    QList<QByteArray> attachments;

    Arguments() = default;
    Arguments(QJsonArray values_, QList<QByteArray> attachments_ = {})
        : values(std::move(values_)), attachments(std::move(attachments_))
    {}
    bool operator==(const Arguments &) const = default;
};

} // namespace hearth::server
