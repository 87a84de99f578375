#pragma once

#include "app/net/restclient.h"
#include "app/sync/accountsession.h"
#include "server/server/application.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

#include <QAbstractItemModel>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::app {
inline QVariant get(const QAbstractItemModel *model, int row, int role)
{
    return model->data(model->index(row, 0), role);
}

//! A person at a device of their own.
struct Person
{
    Person(const SignedIn &account, const QString &folder) : platform(folder), signedIn(account)
    {
        options.backoffFirstMs = 1;
        options.backoffMaxMs = 5;
        reopen();
    }

    //! As the program's next start, with what is on disk.
    void reopen()
    {
        session.reset();
        auto opened = AccountSession::open(platform, signedIn, options);
        if (opened)
            session = *std::move(opened);
    }
    bool goLive()
    {
        session->start();
        return isLive();
    }
    bool isLive()
    {
        return waitFor([&] { return session->connection().state() == Connection::State::Live; });
    }
    QStringList texts(const QString &room)
    {
        QStringList out;
        for (const auto &each : session->store().newest(room, 100))
            out.prepend(each.content);
        return out;
    }

    Platform platform;
    SignedIn signedIn;
    Connection::Options options;
    std::unique_ptr<AccountSession> session;
};

//! The real server on a database of its own, two people and a room.
class SyncTest : public testing::Test
{
protected:
    void SetUp() override
    {
        startServer(0);
        anna = make("anna");
        ben = make("ben");
        ASSERT_TRUE(anna && ben);
        std::optional<Result<protocol::Room>> made;
        anna->session->rest().createRoom(
            QStringLiteral("General"), {}, false, [&](Result<protocol::Room> got) { made = got; });
        ASSERT_TRUE(waitFor([&] { return made.has_value(); }));
        ASSERT_TRUE(*made) << qPrintable(made->error().message);
        room = (*made)->id;
        std::optional<Result<Done>> added;
        anna->session->rest().addMember(room, ben->signedIn.userId, [&](Result<Done> got) { added = got; });
        ASSERT_TRUE(waitFor([&] { return added.has_value(); }));
        ASSERT_TRUE(*added) << qPrintable(added->error().message);
    }

    void startServer(quint16 port)
    {
        server::Settings settings;
        settings.dataFolder = folder.filePath(QStringLiteral("server"));
        settings.address = QHostAddress::LocalHost;
        settings.port = port;
        settings.allowsPlain = true;
        settings.registration = Registration::Open;
        settings.limits = limits;
        settings.socketio = socketio;
        settings.clock = &clock;
        hearthd = std::make_unique<server::Application>(settings);
        const auto started = hearthd->start();
        ASSERT_TRUE(started) << qPrintable(started.error().message);
        url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(hearthd->port()));
    }

    std::unique_ptr<Person> make(const char *name)
    {
        QNetworkAccessManager network;
        RestClient rest(network, url, {});
        std::optional<Result<SignedIn>> account;
        rest.registerUser(QString::fromLatin1(name), QStringLiteral("long password"), {},
            [&](Result<SignedIn> got) { account = got; });
        if (!waitFor([&] { return account.has_value(); }) || !*account)
            return nullptr;
        return std::make_unique<Person>(**account, folder.filePath(QString::fromLatin1(name)));
    }

    static Limits unhurried()
    {
        Limits out;
        out.messagesPerSecond = 0;
        return out;
    }
    void say(Person &person, const QString &text) { EXPECT_TRUE(person.session->sendMessage(room, text)); }

    server::SocketIoSettings socketio;
    Limits limits = unhurried();
    SkewedClock clock;
    QTemporaryDir folder;
    std::unique_ptr<server::Application> hearthd;
    QUrl url;
    QString room;
    std::unique_ptr<Person> anna, ben;
};

} // namespace hearth::app
