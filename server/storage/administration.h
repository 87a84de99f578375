#pragma once

#include "server/storage/database.h"

#include <QMap>

//! What changes people's standing, by REST and by the operator's commands alike: the rules, the act and its
//! line in the audit list, inside one transaction of the caller's.
namespace hearth::server {

//! Who does something, and when.
struct Act
{
    QString userId; //!< empty: the operator, who may what an owner may
    qint64 at = 0;  //!< ms since 1970
    int kept = 0;   //!< Limits::auditKept
};

[[nodiscard]] Result<Done> record(Database &db, const Act &act, protocol::AuditAction action,
    const QString &target, const std::optional<QString> &detail = {});

//! Nobody but an owner changes an owner or makes one, and one who can sign in is always left: Forbidden,
//! saying why. NotFound for who is not there. What is so already is no change, and not recorded.
[[nodiscard]] Result<protocol::Account> setRole(
    Database &db, const Act &act, const QString &userId, protocol::Role role);
//! Disabling ends every sign-in and invite of the person.
[[nodiscard]] Result<protocol::Account> setDisabled(
    Database &db, const Act &act, const QString &userId, bool isDisabled);

struct Removed
{
    protocol::Account account;
    QMap<QString, Departure> rooms; //!< those that the person has left by it
    QList<QString> contacts;        //!< who shared one with them
};
//! Out of every room and for good; the name stays taken.
[[nodiscard]] Result<Removed> removePerson(Database &db, const Act &act, const QString &userId);

//! Whom one may begin something with: NotFound for who was removed.
[[nodiscard]] Result<Done> mustBeThere(Database &db, const QString &userId);

//! Of public rooms alone: who runs the server is in no private room by that, and learns nothing of one.
[[nodiscard]] Result<Done> recordOfRoom(Database &db, const Act &act, protocol::AuditAction action,
    const protocol::Room &room, const std::optional<QString> &detail = {});

} // namespace hearth::server
