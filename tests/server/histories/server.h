#pragma once

#include "server/server/application.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>

namespace hearth::test {

//! The whole server in this process, on a database of its own in memory where the machine has such a folder:
//! a history takes milliseconds. Its wall clock is ours.
class TestServer
{
public:
    TestServer();
    ~TestServer();

    SkewedClock clock;

    //! A person with a token, made without the cost of a password.
    struct Person
    {
        QString id;
        QString name;
        QString token;
    };
    Person addPerson(const QString &name, protocol::Role role, bool sharesReads);

    //! As an HTTP request, which it is from the router on.
    struct Answer
    {
        int status = 0;
        QJsonObject body;
    };
    using Done = std::function<void(const Answer &)>;
    void call(const QByteArray &method, const QString &path, const QString &token, const QJsonObject &body,
        Done done);
    Answer get(const QString &path, const QString &token);

    //! Until `holds`; false after ten seconds.
    static bool waitFor(const std::function<bool()> &holds);
    //! Until everything that was begun has been told.
    void settle();

    server::Hub &hub() { return m_server.hub(); }
    server::Loop &loop() { return m_server.hub().of(QStringLiteral("/")).loop(); }
    int underway = 0; //!< requests and events without an answer

private:
    QTemporaryDir m_folder;
    server::Application m_server;
    QObject m_context;
};

} // namespace hearth::test
