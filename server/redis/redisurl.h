#pragma once

#include "shared/base/result.h"

#include <QList>

namespace hearth::server {

struct RedisHost
{
    QString name; //!< or an address
    quint16 port = 6379;

    //! `name:port`, as an operator writes it.
    [[nodiscard]] QString text() const;
    bool operator==(const RedisHost &) const = default;
};

//! Where Redis is and how one signs in:
//! `redis[s]://[[user]:password@]host[:port][,host[:port]…][/database][?ca=FILE]`. The hosts are tried in
//! turn until one is a master that lets us in. User, password and FILE may be percent-encoded.
struct RedisUrl
{
    bool isTls = false;
    QString user; //!< empty: Redis' own `default`
    QString password;
    QList<RedisHost> hosts;
    int database = 0;
    QString trustedFile; //!< PEM: whose certificates are believed; empty: whom this machine trusts

    //! InvalidRequest with a sentence that says what is wrong, and never the password.
    [[nodiscard]] static Result<RedisUrl> parse(const QString &text);
    bool operator==(const RedisUrl &) const = default;
};

} // namespace hearth::server
