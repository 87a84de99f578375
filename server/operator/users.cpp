#include "server/auth/passwords.h"
#include "server/auth/usernames.h"
#include "server/operator/work.h"
#include "shared/base/ids.h"

#include <QFile>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace hearth::server {

namespace {

using protocol::Role;

struct NewPassword
{
    QString hash;
    QString toTell; //!< a line for the operator where it was made here
};

//! The first line of stdin; where that is a terminal or empty, a new one. Never an argument: every user of
//! the machine can read those.
Result<NewPassword> newPassword()
{
    QString password;
    QFile input;
    if (!::isatty(STDIN_FILENO) && input.open(stdin, QIODevice::ReadOnly)) {
        password = QString::fromUtf8(input.readLine(4096));
        while (password.endsWith(QLatin1Char('\n')) || password.endsWith(QLatin1Char('\r')))
            password.chop(1);
    }
    QString toTell;
    if (password.isEmpty()) {
        password = newReadableCode();
        toTell = QStringLiteral("password: %1\n").arg(password);
    }
    const auto hash = Passwords::hashBlocking(password);
    return hash ? Result<NewPassword>({*hash, toTell}) : hash.error();
}

Result<Outcome> add(const Call &call)
{
    const QString &name = call.words.at(0);
    if (!isUsername(name))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("a username has ") + usernameRule());
    const auto role = roleNamed(call.options.value(QStringLiteral("role")));
    if (!role)
        return role.error();
    const QString shown = call.options.value(QStringLiteral("display-name"));
    if (shown.size() > 128)
        return Error(ErrorCode::InvalidRequest, QStringLiteral("--display-name takes up to 128 characters"));
    const auto password = newPassword();
    if (!password)
        return password.error();
    const auto made = change(
        call,
        [&](Database &db) {
            return db.accounts().createUser(
                {{newId(IdKind::User), name, shown, *role}, password->hash, nowMs()});
        },
        IfMissing::Make);
    if (!made && made.error().code == ErrorCode::NameTaken)
        return Error(ErrorCode::NameTaken, QStringLiteral("there is a user '%1' already").arg(name));
    if (!made)
        return made.error();
    return Outcome{lineOf({QStringLiteral("added %1").arg(made->username), nameOf(made->role), made->id}) +
                   password->toTell};
}

Result<Outcome> list(const Call &call)
{
    const auto db = openDatabase(call.settings);
    if (!db)
        return db.error();
    const auto users = (*db)->accounts().users();
    if (!users)
        return users.error();
    Outcome out;
    for (const protocol::User &user : *users)
        out.output += lineOf({user.username, nameOf(user.role), user.id, user.displayName});
    return out;
}

Result<Outcome> setPassword(const Call &call)
{
    const auto password = newPassword();
    if (!password)
        return password.error();
    const auto ended = change(call, [&](Database &db) -> Result<qint64> {
        const auto user = userNamed(db, call.words.at(0));
        if (!user)
            return user.error();
        if (const auto set = db.accounts().setPassword(user->id, password->hash); !set)
            return set.error();
        // Whoever knew the old one may be signed in.
        return db.accounts().revokeTokensOf(user->id);
    });
    if (!ended)
        return ended.error();
    return Outcome{QStringLiteral("changed; signed out %1 devices\n").arg(*ended) + password->toTell};
}

Result<Done> keepAnOwner(Database &db, const protocol::User &leaving)
{
    const auto users = db.accounts().users();
    if (!users)
        return users.error();
    const auto isAnother = [&](const protocol::User &user) {
        return user.role == Role::Owner && user.id != leaving.id;
    };
    if (std::any_of(users->begin(), users->end(), isAnother))
        return Done{};
    return Error(ErrorCode::InvalidRequest,
        QStringLiteral("%1 is the only owner; make another one first").arg(leaving.username));
}

Result<Outcome> setRole(const Call &call)
{
    const auto role = roleNamed(call.words.at(1));
    if (!role)
        return role.error();
    const auto done = change(call, [&](Database &db) -> Result<Done> {
        const auto user = userNamed(db, call.words.at(0));
        if (!user)
            return user.error();
        if (user->role == Role::Owner && *role != Role::Owner) {
            if (auto kept = keepAnOwner(db, *user); !kept)
                return kept;
        }
        return db.accounts().setRole(user->id, *role);
    });
    return done ? Result<Outcome>(Outcome{QStringLiteral("%1 is %2\n").arg(call.words.at(0), nameOf(*role))})
                : done.error();
}

} // namespace

QList<Command> userCommands()
{
    const QString password =
        QStringLiteral("; the password is the first line of stdin, or, without one, made and printed");
    return {
        {QStringLiteral("user add"), QStringLiteral("USER"), QStringLiteral("makes an account") + password,
            add,
            {{QStringLiteral("role"),
                 QStringLiteral("owner, admin, member or guest; the first is always the owner"),
                 QStringLiteral("ROLE"), QStringLiteral("member")},
                {QStringLiteral("display-name"), QStringLiteral("the name to show"),
                    QStringLiteral("NAME")}}},
        {QStringLiteral("user list"), {}, QStringLiteral("a line each: name, role, id, name to show"), list},
        {QStringLiteral("user password"), QStringLiteral("USER"),
            QStringLiteral("sets a new password and signs the person out everywhere") + password,
            setPassword},
        {QStringLiteral("user role"), QStringLiteral("USER ROLE"),
            QStringLiteral("makes somebody owner, admin, member or guest"), setRole},
    };
}

} // namespace hearth::server
