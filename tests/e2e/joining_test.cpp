// From the first contact to the last sign-out, through the view models, against the real server over TLS.
#include "app/net/address.h"
#include "app/viewmodels/appviewmodel.h"
#include "shared/protocol/invitelink.h"
#include "tests/app/people.h"
#include "tests/support/faultproxy.h"

#include <QDir>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>

namespace hearth::app {
namespace {

using Page = AppViewModel::Page;

//! Ends TLS with a certificate of its own, and keeps whatever a client says through it.
class Eavesdropper : public QSslServer
{
public:
    explicit Eavesdropper(const QString &folder)
    {
        QDir().mkpath(folder);
        const auto own = server::Certificate::loadOrCreate(folder);
        QSslConfiguration configuration;
        configuration.setLocalCertificate(QSslCertificate(own->certificatePem));
        configuration.setPrivateKey(QSslKey(own->keyPem, QSsl::Ec));
        setSslConfiguration(configuration);
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { heard += socket->readAll(); });
            heard += socket->readAll();
        });
        connect(this, &QSslServer::errorOccurred, this, [this] { ++refusals; });
    }

    QByteArray heard;
    int refusals = 0; //!< clients that did not like the certificate
};

class JoiningTest : public testing::Test
{
protected:
    void SetUp() override
    {
        startServer("server", 0);
        platform.random = [] { return 0.01; };
        app = std::make_unique<AppViewModel>(platform);
    }
    //! `data`: another folder means another certificate.
    void startServer(const char *data, quint16 port)
    {
        hearthd.reset();
        server::Settings settings;
        settings.dataFolder = folder.filePath(QString::fromLatin1(data));
        settings.address = QHostAddress::LocalHost;
        settings.port = port;
        hearthd = std::make_unique<server::Application>(settings);
        const auto started = hearthd->start();
        ASSERT_TRUE(started) << qPrintable(started.error().message);
        url = QStringLiteral("https://127.0.0.1:%1").arg(hearthd->port());
    }
    QString setupCode()
    {
        std::optional<QString> code;
        hearthd->accounts().makeSetupCode(Registration::Invite, [&](const QString &made) { code = made; });
        EXPECT_TRUE(waitFor([&] { return code.has_value(); }));
        return code.value_or(QString());
    }

    LoginViewModel &login() { return *app->login(); }
    void fill(const QString &name, const QString &typed, const QString &invite = {})
    {
        login().setAddress(url);
        login().setUsername(name);
        login().setPassword(typed);
        login().setInvite(invite);
        login().setRegistering(!invite.isEmpty());
    }
    //! Submits, and trusts what the server shows where it is asked.
    void submit()
    {
        login().submit();
        ASSERT_TRUE(waitFor([&] { return !login().isBusy(); }));
        if (login().certificateText().isEmpty())
            return;
        login().trustCertificate();
        ASSERT_TRUE(waitFor([&] { return !login().isBusy(); }));
    }
    //! The text of the refusal.
    QString refusal()
    {
        submit();
        EXPECT_EQ(app->page(), Page::SignIn);
        return login().errorText();
    }
    void registerOwner()
    {
        fill(QStringLiteral("anna"), password, setupCode());
        submit();
        ASSERT_EQ(app->page(), Page::Main) << qPrintable(login().errorText());
    }
    bool isLive()
    {
        return waitFor(
            [&] { return app->session() && app->session()->link() == SessionViewModel::Link::Live; });
    }
    SignedIn saved()
    {
        std::optional<std::optional<SignedIn>> account;
        platform.tokens.load([&](std::optional<SignedIn> got) { account = got; });
        EXPECT_TRUE(waitFor([&] { return account.has_value(); }));
        return account->value_or(SignedIn());
    }
    //! What the server says to this token.
    Result<Done> ask(const SignedIn &account)
    {
        RestClient rest(platform.network, account.server, account.fingerprint);
        rest.setToken(account.token);
        std::optional<Result<QList<protocol::Room>>> got;
        rest.rooms([&](Result<QList<protocol::Room>> rooms) { got = rooms; });
        if (!waitFor([&] { return got.has_value(); }))
            return Error(ErrorCode::Internal);
        return *got ? Result<Done>(Done{}) : Result<Done>(got->error());
    }
    bool isRefused(const SignedIn &account)
    {
        const auto answer = ask(account);
        return !answer && answer.error().code == ErrorCode::Unauthorized;
    }
    //! A request of the owner that the app itself does not make.
    QJsonObject post(const SignedIn &as, const QString &path)
    {
        QNetworkRequest request(QUrl(as.server.toString() + path));
        request.setRawHeader("Authorization", "Bearer " + as.token.toLatin1());
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        const std::unique_ptr<QNetworkReply> reply(platform.network.post(request, QByteArray("{}")));
        reply->ignoreSslErrors();
        EXPECT_TRUE(waitFor([&] { return reply->isFinished(); }));
        return QJsonDocument::fromJson(reply->readAll()).object();
    }

    const QString password = QStringLiteral("long password");
    QTemporaryDir folder;
    std::unique_ptr<server::Application> hearthd;
    QString url;
    Platform platform{folder.filePath(QStringLiteral("app"))};
    std::unique_ptr<AppViewModel> app;
};

TEST_F(JoiningTest, AtFirstContactTheFingerprintIsShownAndNothingIsSent)
{
    Eavesdropper other(folder.filePath(QStringLiteral("other")));
    url = QStringLiteral("https://127.0.0.1:%1").arg(other.serverPort());
    fill(QStringLiteral("anna"), password);
    login().submit();
    ASSERT_TRUE(waitFor([&] { return !login().isBusy(); }));
    const auto certificate = other.sslConfiguration().localCertificate();
    EXPECT_EQ(login().certificateText(), readableFingerprint(certificate.digest(QCryptographicHash::Sha256)));
    EXPECT_EQ(login().errorText(), QString());
    ASSERT_TRUE(waitFor([&] { return other.refusals == 1; }));
    EXPECT_EQ(other.heard, QByteArray());

    login().trustCertificate();
    EXPECT_TRUE(waitFor([&] { return other.heard.contains(password.toUtf8()); })) << "now it is";
}

TEST_F(JoiningTest, TheFormsPinIsNotGoodForAnotherCertificate)
{
    fill(QStringLiteral("anna"), password);
    EXPECT_FALSE(refusal().isEmpty()) << "nobody has this name; the pin is there";
    const quint16 port = hearthd->port();
    startServer("new server", port);
    const QString text = refusal();
    EXPECT_TRUE(text.contains(QStringLiteral("another certificate"))) << qPrintable(text);
    EXPECT_EQ(login().certificateText(), QString()) << "no button to wave it through";
    login().setAddress(QStringLiteral("elsewhere"));
    login().setAddress(url);
    login().submit();
    EXPECT_TRUE(waitFor([&] { return !login().certificateText().isEmpty(); })) << "typed anew: first contact";
}

TEST_F(JoiningTest, TheSetupCodeMakesTheOwnerOnce)
{
    const QString code = setupCode();
    fill(QStringLiteral("anna"), password, code.toLower());
    submit();
    ASSERT_EQ(app->page(), Page::Main) << qPrintable(login().errorText());
    EXPECT_TRUE(isLive()) << "over wss, with the pinned certificate";
    EXPECT_EQ(login().password(), QString());
    EXPECT_EQ(readableFingerprint(saved().fingerprint).remove(QLatin1Char(':')),
        hearthd->fingerprint().remove(QLatin1Char(':')).toUpper());

    app->session()->signOut();
    ASSERT_TRUE(waitFor([&] { return app->page() == Page::SignIn; }));
    fill(QStringLiteral("ben"), password, code);
    EXPECT_TRUE(refusal().contains(QStringLiteral("invite"))) << qPrintable(login().errorText());
}

TEST_F(JoiningTest, AnInviteMakesAMemberOnceAndAWrongOneNobody)
{
    registerOwner();
    const QString invite = post(saved(), QStringLiteral("/api/invites"))[QStringLiteral("invite")].toString();
    ASSERT_FALSE(invite.isEmpty());
    app->session()->signOut();
    ASSERT_TRUE(waitFor([&] { return app->page() == Page::SignIn; }));

    fill(QStringLiteral("ben"), password, QStringLiteral("WRONG-CODE"));
    EXPECT_TRUE(refusal().contains(QStringLiteral("invite"))) << qPrintable(login().errorText());
    login().setInvite(invite);
    submit();
    ASSERT_EQ(app->page(), Page::Main) << qPrintable(login().errorText());
    EXPECT_EQ(app->session()->username(), QStringLiteral("ben"));
    EXPECT_TRUE(isLive());
    app->session()->signOut();
    ASSERT_TRUE(waitFor([&] { return app->page() == Page::SignIn; }));
    fill(QStringLiteral("cleo"), password, invite);
    EXPECT_TRUE(refusal().contains(QStringLiteral("invite"))) << qPrintable(login().errorText());
}

TEST_F(JoiningTest, AnInviteLinkFillsInTheFormAndLeavesNothingToCompare)
{
    registerOwner();
    ASSERT_TRUE(isLive());
    InviteViewModel &invite = *app->session()->invite();
    ASSERT_TRUE(waitFor([&] { return invite.isAllowed(); }));
    invite.make();
    ASSERT_TRUE(waitFor([&] { return !invite.code().isEmpty(); })) << qPrintable(invite.errorText());
    const QString link = invite.link();

    Platform elsewhere(folder.filePath(QStringLiteral("another device")));
    app = std::make_unique<AppViewModel>(elsewhere);
    login().setAddress(link);
    EXPECT_EQ(login().address(), url);
    EXPECT_TRUE(login().registering());
    login().setUsername(QStringLiteral("ben"));
    login().setPassword(password);
    login().submit();
    ASSERT_TRUE(waitFor([&] { return !login().isBusy(); }));
    EXPECT_EQ(login().certificateText(), QString()) << "the link has answered that";
    ASSERT_EQ(app->page(), Page::Main) << qPrintable(login().errorText());
    EXPECT_TRUE(isLive());
    app.reset();
}

TEST_F(JoiningTest, AnInviteLinkKnowsAnImpostor)
{
    Eavesdropper other(folder.filePath(QStringLiteral("other")));
    const QUrl impostor(QStringLiteral("https://127.0.0.1:%1").arg(other.serverPort()));
    const protocol::InviteLink link{
        impostor, QStringLiteral("AB-12"), QByteArray::fromHex(hearthd->fingerprint().toLatin1())};
    login().setInvite(link.toText());
    EXPECT_EQ(login().invite(), link.code);
    login().setUsername(QStringLiteral("ben"));
    login().setPassword(password);
    login().submit();
    ASSERT_TRUE(waitFor([&] { return !login().isBusy(); }));
    EXPECT_TRUE(login().errorText().contains(QStringLiteral("another certificate")));
    EXPECT_EQ(login().certificateText(), QString()) << "no button to wave it through";
    ASSERT_TRUE(waitFor([&] { return other.refusals == 1; }));
    EXPECT_EQ(other.heard, QByteArray());
}

TEST_F(JoiningTest, AWrongPasswordIsSaidInWordsAndTheRightOneWorks)
{
    registerOwner();
    app->session()->signOut();
    ASSERT_TRUE(waitFor([&] { return app->page() == Page::SignIn; }));
    EXPECT_EQ(login().username(), QStringLiteral("anna")) << "to be signed in again";
    fill(QStringLiteral("anna"), QStringLiteral("not this one"));
    const QString wrong = refusal();
    EXPECT_TRUE(wrong.contains(QStringLiteral("password"))) << qPrintable(wrong);
    fill(QStringLiteral("nobody"), QStringLiteral("not this one"));
    EXPECT_EQ(refusal(), wrong) << "the same for a name that does not exist";
    fill(QStringLiteral("anna"), password);
    submit();
    EXPECT_TRUE(isLive());
}

TEST_F(JoiningTest, PlainHttpIsTakenOnLoopbackOnly)
{
    url = QStringLiteral("127.0.0.1:%1").arg(hearthd->port());
    registerOwner();
    EXPECT_EQ(saved().server.scheme(), QStringLiteral("http"));
    EXPECT_EQ(saved().fingerprint, QByteArray());
    EXPECT_TRUE(isLive());
}

TEST_F(JoiningTest, AChangedCertificateIsRefusedUnderAnOpenSession)
{
    registerOwner();
    ASSERT_TRUE(isLive());
    const quint16 port = hearthd->port();
    hearthd->drain();
    startServer("new server", port);
    const auto linkText = [&] { return app->session() ? app->session()->linkText() : QString(); };
    ASSERT_TRUE(waitFor([&] { return linkText().contains(QStringLiteral("another certificate")); }))
        << qPrintable(linkText());
    EXPECT_EQ(app->session()->link(), SessionViewModel::Link::Offline);
    EXPECT_EQ(app->page(), Page::Main) << "what was read stays readable";
}

TEST_F(JoiningTest, ASavedAccountOpensItsSessionAndSigningOutEndsItAtTheServer)
{
    registerOwner();
    ASSERT_TRUE(isLive());
    const SignedIn account = saved();
    app = std::make_unique<AppViewModel>(platform);
    EXPECT_EQ(app->page(), Page::SignIn);
    app->start();
    ASSERT_TRUE(waitFor([&] { return app->page() == Page::Main; }));
    ASSERT_TRUE(isLive());
    EXPECT_TRUE(ask(account));

    app->session()->signOut();
    ASSERT_TRUE(waitFor([&] { return app->page() == Page::SignIn; }));
    EXPECT_EQ(login().errorText(), QString());
    EXPECT_FALSE(saved().isValid());
    EXPECT_TRUE(waitFor([&] { return isRefused(account); })) << "the token is still good";
}

TEST_F(JoiningTest, SigningOutReachesASlowServer)
{
    FaultProxy proxy(hearthd->port());
    url = QStringLiteral("https://127.0.0.1:%1").arg(proxy.port());
    registerOwner();
    ASSERT_TRUE(isLive());
    const SignedIn account = saved();
    proxy.setDelay(FaultProxy::Direction::ToServer, 100);
    app->session()->signOut();
    ASSERT_TRUE(waitFor([&] { return app->page() == Page::SignIn; }));
    EXPECT_TRUE(waitFor([&] { return isRefused(account); })) << "the token is still good";
}

TEST_F(JoiningTest, ARevokedTokenLeadsBackToTheFormWithTheReason)
{
    registerOwner();
    ASSERT_TRUE(isLive());
    post(saved(), QStringLiteral("/api/logout"));
    ASSERT_TRUE(waitFor([&] { return app->page() == Page::SignIn; }));
    EXPECT_TRUE(login().errorText().contains(QStringLiteral("Sign in again")));
    EXPECT_EQ(login().address(), url);
    EXPECT_FALSE(saved().isValid());
}

} // namespace
} // namespace hearth::app
