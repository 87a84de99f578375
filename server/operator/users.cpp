#include "server/auth/passwords.h"
#include "server/auth/usernames.h"
#include "server/operator/work.h"
#include "shared/base/ids.h"

#include <QFile>

#include <cstdio>
#include <unistd.h>

namespace hearth::server {

namespace {

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
        [&](Database &db) -> Result<protocol::User> {
            auto user = db.accounts().createUser(
                {{newId(IdKind::User), name, shown, *role}, password->hash, nowMs()});
            if (!user)
                return user;
            const auto done = record(db, actOf(call), protocol::AuditAction::UserCreated, user->username);
            return done ? user : done.error();
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
    Outcome out;
    QString after;
    for (;;) {
        const auto people = (*db)->people().people(after, 1000);
        if (!people)
            return people.error();
        if (people->isEmpty())
            return out;
        for (const protocol::Account &each : *people)
            out.output += lineOf({each.username, nameOf(each.role), each.id, each.displayName,
                each.disabled ? QStringLiteral("disabled") : QString()});
        after = people->last().username;
    }
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
        const auto done = record(db, actOf(call), protocol::AuditAction::UserPassword, user->username);
        return done ? db.sessions().revokeAll(user->id) : done.error();
    });
    if (!ended)
        return ended.error();
    return Outcome{QStringLiteral("changed; signed out %1 devices\n").arg(*ended) + password->toTell};
}

//! What the rules say of it, and what is to be printed.
Result<Outcome> administer(const Call &call, const QString &said,
    const std::function<Result<Done>(Database &, const QString &)> &work)
{
    const auto done = change(call, [&](Database &db) -> Result<Done> {
        const auto user = userNamed(db, call.words.at(0));
        return user ? work(db, user->id) : user.error();
    });
    return done ? Result<Outcome>(Outcome{said.arg(call.words.at(0)) + QLatin1Char('\n')}) : done.error();
}

template <class T>
Result<Done> done(const Result<T> &result)
{
    return result ? Result<Done>(Done{}) : result.error();
}

Result<Outcome> changeRole(const Call &call)
{
    const auto role = roleNamed(call.words.at(1));
    if (!role)
        return role.error();
    return administer(call, QStringLiteral("%1 is ") + nameOf(*role),
        [&](Database &db, const QString &userId) { return done(setRole(db, actOf(call), userId, *role)); });
}

Result<Outcome> disable(const Call &call)
{
    return administer(
        call, QStringLiteral("%1 is disabled and signed out"), [&](Database &db, const QString &userId) {
            return done(setDisabled(db, actOf(call), userId, true));
        });
}

Result<Outcome> enable(const Call &call)
{
    return administer(call, QStringLiteral("%1 may sign in"), [&](Database &db, const QString &userId) {
        return done(setDisabled(db, actOf(call), userId, false));
    });
}

Result<Outcome> remove(const Call &call)
{
    return administer(call, QStringLiteral("%1 is removed"),
        [&](Database &db, const QString &userId) { return done(removePerson(db, actOf(call), userId)); });
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
        {QStringLiteral("user list"), {},
            QStringLiteral("a line each: name, role, id, name to show, disabled"), list},
        {QStringLiteral("user password"), QStringLiteral("USER"),
            QStringLiteral("sets a new password and signs the person out everywhere") + password,
            setPassword},
        {QStringLiteral("user role"), QStringLiteral("USER ROLE"),
            QStringLiteral("makes somebody owner, admin, member or guest"), changeRole},
        {QStringLiteral("user disable"), QStringLiteral("USER"),
            QStringLiteral("signs the person out everywhere and keeps them from signing in"), disable},
        {QStringLiteral("user enable"), QStringLiteral("USER"), QStringLiteral("lets them sign in again"),
            enable},
        {QStringLiteral("user remove"), QStringLiteral("USER"),
            QStringLiteral("for good: out of every room; what they wrote stays, and their name stays taken"),
            remove},
    };
}

} // namespace hearth::server
