#include "server/demo/script.h"

#include <QFile>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>

// Outside of the namespace, as the macro wants; a static library's resources are left out without it.
static void linkDemo()
{
    Q_INIT_RESOURCE(hearth_demo);
}

namespace hearth::server {

namespace {

QString textOf(const toml::table &table, std::string_view key)
{
    return QString::fromStdString(table[key].value_or(std::string()));
}

QStringList textsOf(const toml::array *array)
{
    QStringList texts;
    for (const toml::node &each : array ? *array : toml::array())
        texts += QString::fromStdString(each.value_or(std::string()));
    return texts;
}

//! The tables of a list; none where there is no such list.
QList<const toml::table *> tablesOf(const toml::table &parent, std::string_view key)
{
    QList<const toml::table *> tables;
    const toml::array *array = parent[key].as_array();
    for (size_t i = 0; array && i < array->size(); ++i)
        tables += (*array)[i].as_table();
    return tables;
}

//! `4d 09:12`: so many days ago, at that time of day; `35m`: so many minutes ago.
qint64 timeOf(const QString &at, const QDateTime &now)
{
    if (at.endsWith(QLatin1Char('m')))
        return now.addSecs(-60 * at.chopped(1).toLongLong()).toMSecsSinceEpoch();
    const qint64 days = at.section(QLatin1Char('d'), 0, 0).toLongLong();
    const QTime time = QTime::fromString(at.section(QLatin1Char(' '), 1), QStringLiteral("HH:mm"));
    return QDateTime(now.date().addDays(-days), time).toMSecsSinceEpoch();
}

QString roomKey(const QString &name, const QString &direct)
{
    return direct.isEmpty() ? name : QStringLiteral("direct:") + direct;
}

void readRoom(const toml::table &table, const QDateTime &now, DemoScript &script)
{
    DemoRoom room;
    room.direct = textOf(table, "direct");
    room.name = roomKey(textOf(table, "name"), room.direct);
    room.topic = textOf(table, "topic");
    room.isPrivate = table["private"].value_or(false);
    room.unread = table["unread"].value_or(0);
    room.members = textsOf(table["members"].as_array());
    if (!room.direct.isEmpty()) {
        room.members = {script.people.first().username, room.direct};
    } else if (room.members.isEmpty()) {
        for (const DemoPerson &person : script.people)
            room.members += person.username;
    }
    for (const toml::table *line : tablesOf(table, "messages"))
        script.history +=
            {room.name, textOf(*line, "who"), textOf(*line, "text"), timeOf(textOf(*line, "at"), now)};
    script.rooms += room;
}

} // namespace

Result<DemoScript> readDemoScript(const QDateTime &now)
{
    linkDemo();
    QFile file(QStringLiteral(":/hearth/demo/team.toml"));
    if (!file.open(QIODevice::ReadOnly))
        return Error(ErrorCode::Internal, QStringLiteral("the demo's script is not linked in"));
    const QByteArray text = file.readAll();
    const toml::parse_result parsed = toml::parse(std::string_view(text.constData(), size_t(text.size())));
    if (!parsed)
        return Error(ErrorCode::Internal, QString::fromStdString(std::string(parsed.error().description())));
    const toml::table &root = parsed.table();
    DemoScript script;
    for (const toml::table *person : tablesOf(root, "people"))
        script.people += {textOf(*person, "username"), textOf(*person, "name"), textOf(*person, "status")};
    for (const toml::table *room : tablesOf(root, "rooms"))
        readRoom(*room, now, script);
    for (const toml::table *line : tablesOf(root, "talk")) {
        const QString who = textOf(*line, "who");
        const QString direct = (*line)["direct"].value_or(false) ? who : QString();
        script.talk += {roomKey(textOf(*line, "room"), direct), who, textOf(*line, "text"), 0};
    }
    script.repliers = textsOf(root["replies"]["who"].as_array());
    script.replies = textsOf(root["replies"]["text"].as_array());
    std::stable_sort(script.history.begin(), script.history.end(),
        [](const DemoLine &a, const DemoLine &b) { return a.at < b.at; });
    return script;
}

} // namespace hearth::server
