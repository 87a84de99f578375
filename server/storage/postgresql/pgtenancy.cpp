#include "server/storage/postgresql/pgtenancy.h"

#include "server/storage/postgresql/pgconnection.h"
#include "server/storage/postgresql/pgstatements.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace hearth::server {

namespace {

//! Beside those of transactions.sql, which are two of 2^64.
qint64 keyOf(const QString &node)
{
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray("hearth node ") + node.toUtf8(), QCryptographicHash::Sha256);
    return qFromBigEndian<qint64>(hash.constData());
}

Error inTheWay(const QString &database, const Tenancy &tenancy)
{
    const auto line = [&tenancy] {
        switch (tenancy.kind) {
        case Tenancy::Kind::Node:
            return QStringLiteral("a hearthd without --redis serves %1; stop it, or give it --redis, too");
        case Tenancy::Kind::Mover:
            return QStringLiteral("a hearthd serves %1; stop it first");
        default:
            return QStringLiteral("another hearthd serves %1; stop it, or give both --redis and each a "
                                  "--cluster-node name of its own");
        }
    };
    return {ErrorCode::Unavailable, line().arg(database)};
}

Error nameTaken(const QString &database, const QString &node)
{
    return {ErrorCode::Unavailable,
        QStringLiteral(
            "another hearthd serves %1 as the node '%2'; give this one another --cluster-node name")
            .arg(database, node)};
}

} // namespace

Result<Done> takePlace(PgConnection &connection, PgStatements &statements, const Tenancy &tenancy)
{
    const auto failed = [&connection](const Error &error, const Error &refusal) {
        return connection.isLost() ? connection.cannotOpen(error.message) : refusal;
    };
    if (tenancy.kind == Tenancy::Kind::Guest)
        return Done{};
    const bool isNode = tenancy.kind == Tenancy::Kind::Node;
    if (const auto taken = statements.command(isNode ? "shareDatabase" : "takeDatabase"); !taken)
        return failed(taken.error(), inTheWay(connection.name(), tenancy));
    if (isNode) {
        if (const auto named = statements.change("takeName", keyOf(tenancy.node)); !named)
            return failed(named.error(), nameTaken(connection.name(), tenancy.node));
    }
    const auto settled = statements.command("placeTaken");
    return settled ? Result<Done>(Done{}) : connection.cannotOpen(settled.error().message);
}

} // namespace hearth::server
