#include "server/auth/certificate.h"
#include "server/auth/selfsigned.h"

#include <QFile>
#include <QHostInfo>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

namespace hearth::test {

using server::Certificate;

class CertificateTest : public testing::Test
{
protected:
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void overwrite(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    QTemporaryDir m_folder;
};

TEST_F(CertificateTest, isMadeOnceAndKept)
{
    const auto made = Certificate::loadOrCreate(m_folder.path());
    ASSERT_TRUE(made.isOk()) << made.error().message.toStdString();
    EXPECT_EQ(made->fingerprint.size(), 64);
    EXPECT_EQ(made->fingerprint, made->fingerprint.toLower());
    const auto again = Certificate::loadOrCreate(m_folder.path());
    ASSERT_TRUE(again.isOk());
    EXPECT_EQ(again->fingerprint, made->fingerprint);
    EXPECT_EQ(QDir(m_folder.path()).entryList(QDir::Files),
        (QStringList{QStringLiteral("certificate.pem"), QStringLiteral("key.pem")}));
}

TEST_F(CertificateTest, keyIsP256AndItsOwnersOnly)
{
    const auto made = Certificate::loadOrCreate(m_folder.path());
    ASSERT_TRUE(made.isOk());
    const QSslKey key(made->keyPem, QSsl::Ec);
    EXPECT_FALSE(key.isNull());
    EXPECT_EQ(key.length(), 256);
    EXPECT_EQ(QFile::permissions(path("key.pem")) &
                  (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
        QFile::Permissions());
}

TEST_F(CertificateTest, namesThisHost)
{
    const auto made = Certificate::loadOrCreate(m_folder.path());
    ASSERT_TRUE(made.isOk());
    const QSslCertificate certificate = QSslCertificate(made->certificatePem);
    const auto names = certificate.subjectAlternativeNames();
    EXPECT_TRUE(names.contains(QSsl::DnsEntry, QStringLiteral("localhost")));
    EXPECT_TRUE(names.contains(QSsl::DnsEntry, QHostInfo::localHostName()));
    EXPECT_TRUE(names.contains(QSsl::IpAddressEntry, QStringLiteral("127.0.0.1")));
    EXPECT_EQ(certificate.version(), "3");
    EXPECT_TRUE(certificate.isSelfSigned());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    EXPECT_LT(certificate.effectiveDate(), now);
    EXPECT_GT(certificate.expiryDate(), now.addDays(3640));
}

TEST_F(CertificateTest, aStrangeHostNameIsLeftOut)
{
    const auto pair = server::makeSelfSigned(
        {QStringLiteral("host, DNS:evil"), {QStringLiteral("localhost")}, {QStringLiteral("::1")}});
    ASSERT_TRUE(pair.isOk());
    const QSslCertificate certificate(pair->certificate);
    EXPECT_EQ(certificate.subjectAlternativeNames().size(), 2);
    EXPECT_TRUE(server::belongTogether(*pair));
}

TEST_F(CertificateTest, aKeyThatIsThereIsNeverOverwritten)
{
    const auto first = Certificate::loadOrCreate(m_folder.path());
    const QByteArray key = contents(path("key.pem"));
    ASSERT_TRUE(first.isOk() && QFile::remove(path("certificate.pem")));
    const auto second = Certificate::loadOrCreate(m_folder.path());
    ASSERT_TRUE(second.isOk());
    EXPECT_EQ(contents(path("key.pem")), key);
    EXPECT_NE(first->fingerprint, second->fingerprint);
}

TEST_F(CertificateTest, whatDoesNotFitIsNamed)
{
    QTemporaryDir other;
    ASSERT_TRUE(Certificate::loadOrCreate(other.path()).isOk());
    const QByteArray othersKey = contents(other.filePath(QStringLiteral("key.pem")));
    struct Case
    {
        const char *file;
        QByteArray bytes; //!< null: no such file
    };
    const Case cases[] = {{"key.pem", {}}, {"key.pem", "nonsense"}, {"key.pem", othersKey},
        {"certificate.pem", "nonsense"}, {"certificate.pem", ""}};
    for (const Case &c : cases) {
        const QTemporaryDir folder;
        ASSERT_TRUE(Certificate::loadOrCreate(folder.path()).isOk());
        const QString file = folder.filePath(QString::fromLatin1(c.file));
        if (c.bytes.isNull())
            QFile::remove(file);
        else
            overwrite(file, c.bytes);
        const auto loaded = Certificate::loadOrCreate(folder.path());
        ASSERT_FALSE(loaded.isOk()) << c.file << c.bytes.toStdString();
        EXPECT_TRUE(loaded.error().message.contains(file)) << loaded.error().message.toStdString();
        EXPECT_FALSE(loaded.error().message.contains(u'\n'));
    }
}

TEST_F(CertificateTest, aFolderThatIsNotThereIsNamed)
{
    const QString folder = path("missing");
    const auto made = Certificate::loadOrCreate(folder);
    ASSERT_FALSE(made.isOk());
    EXPECT_TRUE(made.error().message.contains(folder)) << made.error().message.toStdString();
}

} // namespace hearth::test
