#pragma once

#include <QByteArray>
#include <QString>

namespace hearth::server::cluster {

//! An event's list as MessagePack, its name and the arguments, which are JSON of ours: with no tree of values
//! in between, which is most of what saying an event costs. False where the JSON is not plain
//! (shared/base/jsonscan.h): then what was appended is of no use.
[[nodiscard]] bool packPlain(QByteArray &out, const QString &name, QByteArrayView arguments);

} // namespace hearth::server::cluster
