#include "server/storage/sqlite/sqlitemaintenance.h"

#include "server/storage/sql/faults.h"
#include "server/storage/sqlite/sqlitestatements.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace hearth::server {

Result<Done> syncToDisk(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const bool isSynced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (isSynced)
        return Done{};
    return Error(ErrorCode::Unavailable, QStringLiteral("cannot write %1 to the disk: %2")
                                             .arg(path, QString::fromLocal8Bit(std::strerror(reason))));
}

Result<Done> SqliteMaintenance::backUp(const QString &file)
{
    if (QFileInfo::exists(file))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("%1 exists; choose another name").arg(file));
    // Under a name of its own until it is whole: a crash must not leave a half that looks like a backup.
    const QString partial = file + QStringLiteral(".partial");
    QFile::remove(partial);
    QFile target(partial);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return Error(
            ErrorCode::Unavailable, QStringLiteral("cannot write %1: %2").arg(partial, target.errorString()));
    target.close();
    Result<Done> copied = copyTo(partial);
    // Qt's rename replaces nothing.
    if (copied && !target.rename(file))
        copied = Error(
            ErrorCode::Unavailable, QStringLiteral("cannot make %1: %2").arg(file, target.errorString()));
    if (!copied) {
        QFile::remove(partial);
        return copied;
    }
    return syncToDisk(QFileInfo(file).absolutePath());
}

Result<Done> SqliteMaintenance::copyTo(const QString &file)
{
    if (const auto copied = m_statements.run("backUp", file); !copied)
        return Error(
            ErrorCode::Unavailable, QStringLiteral("cannot write %1: %2").arg(file, copied.error().message));
    // sqlite.org/lang_vacuum.html: what VACUUM INTO wrote is not synced.
    return syncToDisk(file);
}

Result<QStringList> SqliteMaintenance::faults()
{
    // One snapshot for all questions, without a lock: the server goes on meanwhile.
    if (auto begun = m_statements.perform("beginReading"); !begun)
        return begun.error();
    QStringList faults;
    const auto looked = lookEverywhere(faults);
    (void)m_statements.perform("rollback");
    return looked ? Result<QStringList>(faults) : looked.error();
}

Result<Done> SqliteMaintenance::lookEverywhere(QStringList &faults)
{
    const QList<Question> first{
        {"integrity", [](const Rows &row) { return row.text(0) == u"ok" ? QString() : row.text(0); }},
        {"references",
            [](const Rows &row) {
                return QStringLiteral("a row of %1 names one of %2 that is not there")
                    .arg(row.text(0), row.text(2));
            }},
    };
    const QList<Question> last{
        {"unsearchable", [](const Rows &row) { return indexFault(row.text(0), row.text(1)); }},
        questionOfBlocks(),
    };
    return ask(m_statements, first + questionsOfAll() + last, faults);
}

Result<Done> SqliteMaintenance::renewEpoch()
{
    return m_statements.change("renewEpoch");
}

} // namespace hearth::server
