// The people, drafts and settings of the store.
#include "app/store/store.h"

namespace hearth::app {

namespace {

MemberRecord readPerson(const QSqlQuery &row)
{
    return {row.value(0).toString(), row.value(1).toString(), row.value(2).toString(), 3,
        row.value(3).toLongLong()};
}

} // namespace

void Store::setMembers(const QString &roomId, const QList<protocol::Member> &members)
{
    m_database.transaction([&] {
        m_database.run(QStringLiteral("store.remove_members"), {roomId});
        for (const protocol::Member &each : members) {
            const QString shown = each.displayName.value_or(QString());
            m_database.run(QStringLiteral("store.save_person"),
                {each.userId, each.username, shown.isEmpty() ? each.username : shown});
            m_database.run(QStringLiteral("store.add_member"), {roomId, each.userId});
            if (each.role)
                m_database.run(
                    QStringLiteral("store.set_member_role"), {int(*each.role), roomId, each.userId});
        }
        return true;
    });
}

void Store::addMember(const QString &roomId, const QString &userId, const QString &username)
{
    QString shown = username;
    for (const MemberRecord &each : people()) {
        if (each.userId == userId)
            shown = each.displayName;
    }
    m_database.transaction([&] {
        return m_database.run(QStringLiteral("store.save_person"), {userId, username, shown}) &&
               m_database.run(QStringLiteral("store.add_member"), {roomId, userId});
    });
}

void Store::setRole(const QString &roomId, const QString &userId, protocol::Role role)
{
    m_database.run(QStringLiteral("store.set_member_role"), {int(role), roomId, userId});
    if (userId == m_self.userId)
        m_database.run(QStringLiteral("store.set_role"), {int(role), roomId});
}

void Store::removeMember(const QString &roomId, const QString &userId)
{
    m_database.run(QStringLiteral("store.remove_member"), {roomId, userId});
}

QList<MemberRecord> Store::members(const QString &roomId) const
{
    QList<MemberRecord> out;
    m_database.run(QStringLiteral("store.members"), {roomId}, [&](const QSqlQuery &row) {
        out += readPerson(row);
        out.last().role = row.value(4).toInt();
    });
    return out;
}

std::optional<MemberRecord> Store::person(const QString &userId) const
{
    std::optional<MemberRecord> found;
    m_database.run(
        QStringLiteral("store.person"), {userId}, [&](const QSqlQuery &row) { found = readPerson(row); });
    return found;
}

QList<MemberRecord> Store::people() const
{
    QList<MemberRecord> out;
    m_database.run(QStringLiteral("store.people"), {}, [&](const QSqlQuery &row) { out += readPerson(row); });
    return out;
}

void Store::setLastSeen(const QString &userId, qint64 at)
{
    m_database.run(QStringLiteral("store.set_last_seen"), {at, userId});
}

QString Store::draft(const QString &place) const
{
    QString out;
    m_database.run(
        QStringLiteral("store.draft"), {place}, [&](const QSqlQuery &row) { out = row.value(0).toString(); });
    return out;
}

void Store::setDraft(const QString &place, const QString &text)
{
    if (text.isEmpty())
        m_database.run(QStringLiteral("store.remove_draft"), {place});
    else
        m_database.run(
            QStringLiteral("store.set_draft"), {place, text, place.section(QLatin1Char('/'), 0, 0)});
}

QStringList Store::roomsWithDraft() const
{
    QStringList out;
    m_database.run(
        QStringLiteral("store.drafts"), {}, [&](const QSqlQuery &row) { out += row.value(0).toString(); });
    return out;
}

QString Store::setting(const QString &key) const
{
    QString out;
    m_database.run(
        QStringLiteral("store.setting"), {key}, [&](const QSqlQuery &row) { out = row.value(0).toString(); });
    return out;
}

void Store::setSetting(const QString &key, const QString &value)
{
    m_database.run(QStringLiteral("store.set_setting"), {key, value.isNull() ? QStringLiteral("") : value});
}

} // namespace hearth::app
