#pragma once

#include <QByteArray>
#include <QList>

namespace hearth::server::presence {

//! What runs within Redis, where what belongs together happens together. They are in scripts/*.lua.
struct Script
{
    QByteArray text;
    QByteArray hash; //!< by which Redis knows it, once it was told the text

    [[nodiscard]] QByteArray loading() const;
    //! `arguments` as scripts/common.lua has them.
    [[nodiscard]] QByteArray calling(const QList<QByteArray> &arguments) const;
};

struct Scripts
{
    Script put;
    Script beat;
    Script join;
    Script page;
    Script clear;

    [[nodiscard]] static const Scripts &all();
};

} // namespace hearth::server::presence
