#pragma once

#include "shared/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace hearth::engineio {

//! The data of the OPEN packet; its keys are exactly these five. Times in ms, payload in bytes.
struct Handshake
{
    QString sid;
    QStringList upgrades;
    int pingInterval = 25'000;
    int pingTimeout = 60'000;
    qint64 maxPayload = 64 * 1024;
    bool operator==(const Handshake &) const = default;
};

[[nodiscard]] QByteArray encodeHandshake(const Handshake &handshake);
//! InvalidRequest where a key is missing or out of range. Unknown keys are skipped.
[[nodiscard]] Result<Handshake> decodeHandshake(QByteArrayView json);

} // namespace hearth::engineio
