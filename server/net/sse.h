#pragma once

#include <QByteArray>
#include <QString>

//! Server-Sent Events as bytes (html.spec.whatwg.org, section 9.2). Pure functions.
namespace hearth::server::sse {

//! `name` and `id` hold no line break; `data` may. The id is what a client that comes back says it has seen;
//! without one the last holds on.
[[nodiscard]] QByteArray event(const QByteArray &name, const QByteArray &data, const QString &id = {});
//! What a client skips: it shows a proxy, and a dead connection, that somebody is there.
[[nodiscard]] QByteArray comment(const QByteArray &text);
//! How long a client waits before it comes back.
[[nodiscard]] QByteArray retry(int ms);

} // namespace hearth::server::sse
