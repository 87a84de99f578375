#pragma once

#include "app/sync/accountsession.h"
#include "tests/app/fakerest.h"
#include "tests/app/fakeserver.h"
#include "tests/support/waitfor.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace hearth::app {

//! Anna's device on a disk of its own, and servers that say what they are told to.
class DeviceTest : public testing::Test
{
protected:
    //! As the program's next start, with what is on disk of this server. What shows the session goes first.
    void openAccount(const QUrl &server)
    {
        Connection::Options options;
        options.backoffFirstMs = 1;
        options.backoffMaxMs = 2;
        session.reset();
        auto opened = AccountSession::open(platform,
            {server, {}, QStringLiteral("token"), QStringLiteral("u1"), QStringLiteral("anna"),
                QStringLiteral("Anna")},
            options);
        ASSERT_TRUE(opened) << qPrintable(opened.error().message);
        session = *std::move(opened);
    }

    QTemporaryDir folder;
    Platform platform{folder.path()};
    FakeRest rest;
    FakeServer socket;
    std::unique_ptr<AccountSession> session;
};

} // namespace hearth::app
