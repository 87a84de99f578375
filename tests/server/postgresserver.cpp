#include "tests/server/postgresserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace hearth::test {

namespace {

constexpr int timeoutMs = 30'000;

//! Whose the server is to be; null: ours.
const passwd *otherUser()
{
    if (::geteuid() != 0)
        return nullptr;
    const passwd *user = ::getpwnam("postgres");
    return user ? user : ::getpwnam("nobody");
}

//! Debian keeps initdb and postgres off the PATH, in a folder a version.
QString folderOfPrograms()
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Reversed)) {
        const QString folder = versions.filePath(version + QStringLiteral("/bin"));
        if (QFile::exists(folder + QStringLiteral("/initdb")))
            return folder;
    }
    return QFileInfo(QStandardPaths::findExecutable(QStringLiteral("initdb"))).absolutePath();
}

} // namespace

PostgresServer &PostgresServer::shared()
{
    static PostgresServer server;
    return server;
}

PostgresServer::PostgresServer() : m_programs(folderOfPrograms())
{
    if (const passwd *other = otherUser()) {
        EXPECT_EQ(::chown(qPrintable(m_folder.path()), other->pw_uid, other->pw_gid), 0);
    }
    QProcess init;
    runAsOther(init, QStringLiteral("initdb"),
        {QStringLiteral("--pgdata"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("--username"),
            QStringLiteral("hearth"), QStringLiteral("--auth"), QStringLiteral("trust"),
            QStringLiteral("--encoding"), QStringLiteral("UTF8"), QStringLiteral("--locale"),
            QStringLiteral("C.UTF-8"), QStringLiteral("--no-sync")});
    const bool isMade = init.waitForFinished(timeoutMs) && init.exitCode() == 0;
    EXPECT_TRUE(isMade) << qPrintable(init.errorString()) << init.readAllStandardError().constData();
    // The one who needs a password.
    QFile access(m_folder.filePath(QStringLiteral("data/pg_hba.conf")));
    EXPECT_TRUE(access.open(QIODevice::WriteOnly | QIODevice::Truncate));
    access.write("local all guarded scram-sha-256\nlocal all all trust\n");
    access.close();
    start();
    execute(QStringLiteral("postgres"), QStringLiteral("CREATE ROLE guarded LOGIN PASSWORD 'secret'"));
}

PostgresServer::~PostgresServer()
{
    kill();
}

void PostgresServer::runAsOther(QProcess &process, const QString &program, const QStringList &arguments) const
{
    process.setChildProcessModifier([other = otherUser()] {
        if (other &&
            (::setgroups(0, nullptr) != 0 || ::setgid(other->pw_gid) != 0 || ::setuid(other->pw_uid) != 0))
            ::_exit(1);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    });
    process.setWorkingDirectory(m_folder.path());
    process.start(m_programs + u'/' + program, arguments);
}

void PostgresServer::start()
{
    m_server.setStandardErrorFile(m_folder.filePath(QStringLiteral("log")), QIODevice::Append);
    QElapsedTimer timer;
    timer.start();
    const QByteArray address = url(QStringLiteral("postgres")).toUtf8();
    while (::PQping(address.constData()) != PQPING_OK) {
        if (timer.elapsed() > timeoutMs) {
            ADD_FAILURE() << "PostgreSQL does not start, see " << qPrintable(m_folder.path()) << "/log";
            m_folder.setAutoRemove(false);
            return;
        }
        // Again where it has ended: the children of one that was killed are still about to go.
        if (m_server.state() == QProcess::NotRunning)
            launch();
        m_server.waitForFinished(20);
    }
}

//! Without fsync: no test of ours takes the power away, and a killed process leaves the kernel its files.
void PostgresServer::launch()
{
    runAsOther(m_server, QStringLiteral("postgres"),
        {QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-k"),
            m_folder.path(), QStringLiteral("-c"), QStringLiteral("listen_addresses="), QStringLiteral("-c"),
            QStringLiteral("fsync=off"), QStringLiteral("-c"), QStringLiteral("shared_buffers=16MB")});
}

void PostgresServer::kill()
{
    // Its children see that it is gone, and end.
    m_server.kill();
    m_server.waitForFinished(timeoutMs);
}

QString PostgresServer::url(const QString &database, const QString &user) const
{
    return QStringLiteral("postgresql://%1@/%2?host=%3").arg(user, database, m_folder.path());
}

QString PostgresServer::newDatabase()
{
    const QString admin = QStringLiteral("postgres");
    execute(admin, QStringLiteral("DROP DATABASE IF EXISTS %1 WITH (FORCE)").arg(newestDatabase()));
    // A locale that sorts and folds otherwise than we do: nobody is to notice.
    execute(
        admin, QStringLiteral("CREATE DATABASE test%1 TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'")
                   .arg(++m_made));
    return url(newestDatabase());
}

QStringList PostgresServer::execute(const QString &database, const QString &sql)
{
    PGconn *connection = ::PQconnectdb(url(database).toUtf8().constData());
    ::PQsetNoticeProcessor(
        connection, [](void *, const char *) {}, nullptr);
    PGresult *result = ::PQexec(connection, sql.toUtf8().constData());
    const ExecStatusType status = ::PQresultStatus(result);
    EXPECT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        << qPrintable(sql) << ": " << ::PQerrorMessage(connection);
    QStringList values;
    for (int row = 0; row < ::PQntuples(result); ++row)
        values += QString::fromUtf8(::PQgetvalue(result, row, 0));
    ::PQclear(result);
    ::PQfinish(connection);
    return values;
}

} // namespace hearth::test
