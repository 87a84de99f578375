#include "server/presence/presencescripts.h"

#include "server/redis/resp.h"

#include <QCryptographicHash>
#include <QFile>

static void makeScriptsAvailable()
{
    Q_INIT_RESOURCE(hearth_presence);
}

namespace hearth::server::presence {

namespace {

QByteArray textOf(const QString &name)
{
    QFile file(QStringLiteral(":/hearth/presence/%1.lua").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the program has no script %s", qUtf8Printable(name));
    return file.readAll();
}

Script scriptOf(const QString &name)
{
    const QByteArray text = textOf(QStringLiteral("common")) + textOf(name);
    return {text, QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex()};
}

} // namespace

QByteArray Script::loading() const
{
    return commandOf({"SCRIPT", "LOAD", text});
}

QByteArray Script::calling(const QList<QByteArray> &arguments) const
{
    return commandOfAll(QList<QByteArray>{"EVALSHA", hash, "0"} + arguments);
}

const Scripts &Scripts::all()
{
    makeScriptsAvailable();
    static const Scripts scripts{scriptOf(QStringLiteral("put")), scriptOf(QStringLiteral("beat")),
        scriptOf(QStringLiteral("join")), scriptOf(QStringLiteral("page")),
        scriptOf(QStringLiteral("clear"))};
    return scripts;
}

} // namespace hearth::server::presence
