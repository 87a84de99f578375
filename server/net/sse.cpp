#include "server/net/sse.h"

namespace hearth::server::sse {

QByteArray event(const QByteArray &name, const QByteArray &data, const QString &id)
{
    QByteArray out = "event: " + name + '\n';
    if (!id.isEmpty())
        out += "id: " + id.toUtf8() + '\n';
    QByteArray lines = data;
    lines.replace("\r\n", "\n").replace('\r', '\n');
    for (const QByteArray &line : lines.split('\n'))
        out += "data: " + line + '\n';
    return out + '\n';
}

QByteArray comment(const QByteArray &text)
{
    return ": " + text + "\n\n";
}

QByteArray retry(int ms)
{
    return "retry: " + QByteArray::number(ms) + "\n\n";
}

} // namespace hearth::server::sse
