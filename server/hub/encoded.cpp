#include "server/hub/encoded.h"

#include "shared/base/strictjson.h"

namespace hearth::server {

Encoded::Encoded(const Arguments &arguments) : attachments(arguments.attachments)
{
    const QByteArray list = toCompactJson(arguments.values);
    items = list.sliced(1, list.size() - 2);
}

Encoded Encoded::ofText(QByteArray items)
{
    Encoded out;
    out.items = std::move(items);
    return out;
}

} // namespace hearth::server
