#include "server/operator/work.h"

#include "server/server/datafolder.h"
#include "shared/base/clock.h"
#include "shared/base/utctime.h"
#include "shared/protocol/codec.h"

namespace hearth::server {

Result<std::unique_ptr<Database>> openDatabase(
    const Settings &settings, IfMissing ifMissing, const Tenancy &tenancy)
{
    const DataFolder folder(settings.folder(), settings.databaseUrl, settings.filesFolder);
    if (ifMissing == IfMissing::Make) {
        if (const auto made = folder.make(); !made)
            return made.error();
    } else if (!folder.hasDatabase()) {
        return Error(ErrorCode::NotFound,
            QStringLiteral("there is no database in %1; name its folder with --data").arg(folder.path()));
    }
    return folder.database(ifMissing, tenancy)(true);
}

Act actOf(const Call &call)
{
    return {{}, nowMs(), call.settings.limits.auditKept};
}

Result<protocol::User> userNamed(Database &db, const QString &name)
{
    const auto record = db.accounts().userByName(name);
    const auto person = record ? db.people().person(record->user.id) : record.error();
    if (person)
        return record->user;
    if (person.error().code != ErrorCode::NotFound)
        return person.error();
    return Error(ErrorCode::NotFound,
        QStringLiteral("there is no user '%1'; `hearthd user list` shows them all").arg(name));
}

Result<protocol::Role> roleNamed(const QString &name)
{
    return protocol::decodeValue<protocol::Role>(
        name, {}, protocol::UnknownKeys::Refuse, QStringLiteral("role"));
}

QString nameOf(protocol::Role role)
{
    return protocol::encode(role).toString();
}

Result<int> countOf(const Call &call, const char *option, int max)
{
    const QString name = QString::fromLatin1(option);
    bool isNumber = false;
    const int count = call.options.value(name).toInt(&isNumber);
    if (isNumber && count >= 1 && count <= max)
        return count;
    return Error(ErrorCode::InvalidRequest, QStringLiteral("--%1 takes a whole number from 1 to %2, not '%3'")
                                                .arg(name, QString::number(max), call.options.value(name)));
}

QString lineOf(const QStringList &cells)
{
    QStringList clean;
    for (const QString &cell : cells) {
        QString text;
        for (const QChar each : cell)
            text += each.isPrint() || each.isSurrogate() ? each : QChar(u' ');
        clean += text.simplified();
    }
    return clean.join(QLatin1Char('\t')) + QLatin1Char('\n');
}

QString timeOf(qint64 ms)
{
    return ms == 0 ? QStringLiteral("never") : utcTime(ms).toString(Qt::ISODate);
}

qint64 nowMs()
{
    return SystemClock().wallMs();
}

} // namespace hearth::server
