#include "tests/server/histories/server.h"

#include "server/auth/tokens.h"
#include "shared/base/ids.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

QString folderTemplate()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) +
           QStringLiteral("/hearth-histories-XXXXXX");
}

Settings settingsFor(const QString &folder, const Clock &clock)
{
    Settings settings;
    settings.dataFolder = folder;
    settings.address = QHostAddress::LocalHost;
    settings.port = 0;
    settings.usesIoUring = false;
    settings.clock = &clock;
    Limits &limits = settings.limits;
    limits.messagesPerSecond = limits.eventsPerSecond = 0;
    limits.connectionsPerUser = limits.unauthenticatedPerAddress = 0;
    limits.presenceGraceMs = 0;
    limits.typingIntervalMs = 0;
    limits.pageSize = 7; // so that catching up takes several answers
    return settings;
}

} // namespace

TestServer::TestServer() : m_folder(folderTemplate()), m_server(settingsFor(m_folder.path(), clock))
{
    const auto started = m_server.start();
    EXPECT_TRUE(started.isOk()) << started.error().message.toStdString();
    addPerson(QStringLiteral("first"), protocol::Role::Owner, true); // so that none of the others owns it
}

TestServer::~TestServer()
{
    m_server.drain();
}

TestServer::Person TestServer::addPerson(const QString &name, protocol::Role role, bool sharesReads)
{
    Person person{newId(IdKind::User), name, newSecret()};
    bool isDone = false;
    m_server.storage().write<hearth::Done>(
        &m_context,
        [=](Database &db) -> Result<hearth::Done> {
            if (const auto made =
                    db.accounts().createUser({{person.id, name, name, role}, QStringLiteral("-"), 1});
                !made)
                return made.error();
            if (const auto set = db.accounts().setSharesReads(person.id, sharesReads); !set)
                return set;
            return db.sessions().add(
                {newId(IdKind::SignIn), secretHash(person.token), person.id, QStringLiteral("test"), 1, 1});
        },
        [&isDone](const Result<hearth::Done> &done) {
            EXPECT_TRUE(done.isOk());
            isDone = true;
        });
    EXPECT_TRUE(waitFor([&isDone] { return isDone; }));
    return person;
}

void TestServer::call(
    const QByteArray &method, const QString &path, const QString &token, const QJsonObject &body, Done done)
{
    HttpRequest request;
    request.method = method;
    request.path = path.section(QLatin1Char('?'), 0, 0);
    request.query = QUrlQuery(path.section(QLatin1Char('?'), 1));
    request.headers.insert("authorization", "Bearer " + token.toLatin1());
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    ++underway;
    m_server.router().route(request, [this, done = std::move(done)](const HttpResponse &response) {
        --underway;
        if (done)
            done({response.status, QJsonDocument::fromJson(response.body).object()});
    });
}

TestServer::Answer TestServer::get(const QString &path, const QString &token)
{
    std::optional<Answer> answer;
    call("GET", path, token, {}, [&answer](const Answer &given) { answer = given; });
    EXPECT_TRUE(waitFor([&answer] { return answer.has_value(); })) << path.toStdString();
    return answer.value_or(Answer());
}

bool TestServer::waitFor(const std::function<bool()> &holds)
{
    QElapsedTimer timer;
    timer.start();
    while (!holds()) {
        if (timer.elapsed() > 10'000)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void TestServer::settle()
{
    // Answers come in the order of the commits, and reads in theirs: what an answer set off (a read for whom
    // to tell) is over after a second round of both.
    for (int round = 0; round < 3; ++round) {
        EXPECT_TRUE(waitFor([this] { return underway == 0; })) << underway << " without an answer";
        int left = 2;
        const auto reply = [&left](const Result<hearth::Done> &) { --left; };
        const auto nothing = [](Database &) -> Result<hearth::Done> { return hearth::Done{}; };
        m_server.storage().write<hearth::Done>(&m_context, nothing, reply);
        m_server.storage().read<hearth::Done>(&m_context, nothing, reply);
        EXPECT_TRUE(waitFor([&left] { return left == 0; }));
    }
}

} // namespace hearth::test
