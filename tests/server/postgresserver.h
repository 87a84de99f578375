#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace hearth::test {

//! A PostgreSQL of our own, in a temporary folder and on a Unix socket in it: no port, and nothing else of
//! the machine. It ends with this process, however that ends. It refuses to be root's: then it is
//! `postgres`'.
class PostgresServer
{
public:
    //! Of all tests of this process; started at the first call.
    static PostgresServer &shared();

    PostgresServer();
    ~PostgresServer();

    //! The address of an empty one. That of the call before is dropped.
    QString newDatabase();
    //! The name of that.
    [[nodiscard]] QString newestDatabase() const { return QStringLiteral("test%1").arg(m_made); }
    [[nodiscard]] QString url(const QString &database, const QString &user = QStringLiteral("hearth")) const;
    //! Runs SQL past all our code; the first column of each row.
    QStringList execute(const QString &database, const QString &sql);

    void start();
    //! As kill -9 does.
    void kill();

private:
    void launch();
    void runAsOther(QProcess &process, const QString &program, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    QString m_programs;
    QProcess m_server;
    int m_made = 0;
};

} // namespace hearth::test
