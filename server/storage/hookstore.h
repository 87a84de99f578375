#pragma once

#include "shared/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hearth::server {

//! A way into a room for programs that can only post.
struct Hook
{
    QString id;
    QByteArray hash; //!< SHA-256 of its token
    QString roomId;
    QString botId;     //!< the account that speaks
    QString createdBy; //!< user id
    QString name;      //!< to show
    qint64 createdAt = 0;
    bool operator==(const Hook &) const = default;
};

//! Incoming webhooks. Who may is not asked here.
class HookStore
{
public:
    virtual ~HookStore() = default;
    virtual Result<Done> addHook(const Hook &hook) = 0;
    //! NotFound.
    virtual Result<Hook> hookByHash(const QByteArray &hash) = 0;
    //! The newest first.
    virtual Result<QList<Hook>> hooksOf(const QString &roomId) = 0;
    //! NotFound where it is not the room's.
    virtual Result<Hook> removeHook(const QString &roomId, const QString &id) = 0;
};

} // namespace hearth::server
