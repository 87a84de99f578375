#pragma once

#include "server/net/httpbody.h"

namespace hearth::test {

//! A body that is kept.
class Paper final : public server::BodyWriter
{
public:
    void write(const QByteArray &bytes) override { text += bytes; }
    void end() override { hasEnded = true; }
    void fail() override { hasEnded = true; }
    qint64 queuedBytes() const override { return 7; }

    QByteArray text;
    bool hasEnded = false;
};

} // namespace hearth::test
