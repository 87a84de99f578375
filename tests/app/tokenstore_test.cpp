#include "app/platform/tokenstore.h"
#include "tests/support/privatebus.h"
#include "tests/support/waitfor.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QFile>
#include <QFileInfo>

namespace hearth::app {
namespace {

const SignedIn anna{QUrl(QStringLiteral("https://hearth.local:8484")), QByteArray("\x01\x02", 2),
    QStringLiteral("a-token-of-annas"), QStringLiteral("u1"), QStringLiteral("anna"),
    QStringLiteral("Anna Lindqvist")};

//! A session bus of our own, which has a keychain (GNOME's, unlocked) once one is started.
class TokenStoreTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        bus = new PrivateBus(PrivateBus::Type::Session);
        ASSERT_TRUE(bus->isRunning()) << "is dbus-daemon installed?";
        for (const char *each : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
            qputenv(each, bus->filePath(QStringLiteral(".")).toUtf8());
        qputenv("XDG_CURRENT_DESKTOP", "GNOME");
    }
    static void TearDownTestSuite() { delete bus; }

    ~TokenStoreTest() override
    {
        keyring.kill();
        keyring.waitForFinished();
    }

    void startKeyring()
    {
        keyring.start(QStringLiteral("gnome-keyring-daemon"),
            {QStringLiteral("--unlock"), QStringLiteral("--foreground"),
                QStringLiteral("--components=secrets")});
        ASSERT_TRUE(keyring.waitForStarted()) << "is gnome-keyring installed?";
        keyring.write("password of the desktop");
        keyring.closeWriteChannel();
        const auto isThere = [] {
            return QDBusConnection::sessionBus()
                .interface()
                ->isServiceRegistered(QStringLiteral("org.freedesktop.secrets"))
                .value();
        };
        ASSERT_TRUE(waitFor(isThere));
    }
    std::optional<SignedIn> loaded(TokenStore::Keychain keychain)
    {
        TokenStore store(file, keychain);
        std::optional<std::optional<SignedIn>> answer;
        store.load([&](std::optional<SignedIn> account) { answer = std::move(account); });
        EXPECT_TRUE(waitFor([&] { return answer.has_value(); }));
        return answer.value_or(std::nullopt);
    }
    QByteArray fileText() const
    {
        QFile open(file);
        return open.open(QIODevice::ReadOnly) ? open.readAll() : QByteArray();
    }

    static inline PrivateBus *bus = nullptr;
    QProcess keyring;
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("account.json"));
};

TEST_F(TokenStoreTest, TheTokenLiesInTheKeychainAndNowhereElse)
{
    startKeyring();
    TokenStore store(file, TokenStore::Keychain::Use);
    store.save(anna);
    ASSERT_TRUE(waitFor([&] { return QFileInfo::exists(file); }));
    EXPECT_FALSE(fileText().contains(anna.token.toUtf8()));
    EXPECT_EQ(loaded(TokenStore::Keychain::Use), anna);
    EXPECT_EQ(loaded(TokenStore::Keychain::Never), std::nullopt) << "it is not in the file";
}

TEST_F(TokenStoreTest, ForgettingTakesItOutOfTheKeychain)
{
    startKeyring();
    TokenStore store(file, TokenStore::Keychain::Use);
    store.save(anna);
    ASSERT_TRUE(waitFor([&] { return QFileInfo::exists(file); }));
    const QByteArray withoutToken = fileText();
    store.forget();
    EXPECT_FALSE(QFileInfo::exists(file));
    // With the file back, only the keychain can know the token.
    QFile again(file);
    ASSERT_TRUE(again.open(QIODevice::WriteOnly) && again.write(withoutToken) > 0);
    again.close();
    EXPECT_TRUE(waitFor([&] { return loaded(TokenStore::Keychain::Use) == std::nullopt; }));
}

TEST_F(TokenStoreTest, WithoutAKeychainItLiesInAFileOfItsOwner)
{
    TokenStore store(file, TokenStore::Keychain::Use);
    store.save(anna);
    ASSERT_TRUE(waitFor([&] { return QFileInfo::exists(file); }));
    EXPECT_EQ(QFileInfo(file).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
    EXPECT_EQ(loaded(TokenStore::Keychain::Use), anna);
}

TEST_F(TokenStoreTest, ADataFolderOfOnesOwnAsksNoKeychain)
{
    startKeyring();
    TokenStore store(file, TokenStore::Keychain::Never);
    store.save(anna);
    EXPECT_EQ(loaded(TokenStore::Keychain::Never), anna);
    store.forget();
    EXPECT_FALSE(QFileInfo::exists(file));
}

TEST_F(TokenStoreTest, AFileThatIsNoAccountIsNobody)
{
    for (const char *text : {"", "{", "[]", "{\"token\":\"x\"}", "{\"userId\":\"u1\",\"server\":\"::\"}"}) {
        QFile broken(file);
        ASSERT_TRUE(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
        broken.write(text);
        broken.close();
        EXPECT_EQ(loaded(TokenStore::Keychain::Never), std::nullopt) << text;
    }
}

} // namespace
} // namespace hearth::app
