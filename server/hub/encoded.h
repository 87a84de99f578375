#pragma once

#include "server/hub/arguments.h"

namespace hearth::server {

//! Arguments as they go over the wire, made once for however many get them.
struct Encoded
{
    QByteArray items; //!< JSON values, with commas between; nothing for no argument
    QList<QByteArray> attachments;

    Encoded(const Arguments &arguments);
    Encoded(const QJsonArray &values) : Encoded(Arguments(values)) {}
    [[nodiscard]] static Encoded ofText(QByteArray items);

private:
    Encoded() = default;
};

} // namespace hearth::server
