#include "server/auth/certificate.h"

#include <QDir>
#include <QFile>
#include <QNetworkInterface>
#include <QSaveFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSysInfo>

#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace hearth::server {

namespace {

template <auto free>
struct Freer
{
    template <class T>
    void operator()(T *pointer) const
    {
        free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Cert = std::unique_ptr<X509, Freer<X509_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

QByteArray alternativeNames()
{
    QStringList names{QStringLiteral("DNS:localhost"), QStringLiteral("DNS:") + QSysInfo::machineHostName(),
        QStringLiteral("IP:127.0.0.1"), QStringLiteral("IP:::1")};
    for (QHostAddress address : QNetworkInterface::allAddresses()) {
        address.setScopeId({});
        if (!address.isLoopback())
            names += QStringLiteral("IP:") + address.toString();
    }
    names.removeDuplicates();
    return names.join(QLatin1Char(',')).toLatin1();
}

QByteArray contents(BIO *memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, qsizetype(size)};
}

//! Certificate and key as PEM.
std::optional<std::pair<QByteArray, QByteArray>> makeSelfSigned()
{
    constexpr long tenYears = 10L * 365 * 24 * 3600;
    const Key key(EVP_EC_gen("P-256"));
    const Cert cert(X509_new());
    if (!key || !cert)
        return std::nullopt;
    quint64 serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial);
    X509_set_version(cert.get(), X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(cert.get()), serial >> 1);
    // A day back, for machines whose clock is a little behind.
    X509_gmtime_adj(X509_getm_notBefore(cert.get()), -24L * 3600);
    X509_gmtime_adj(X509_getm_notAfter(cert.get()), tenYears);
    X509_set_pubkey(cert.get(), key.get());
    X509_NAME *name = X509_get_subject_name(cert.get());
    X509_NAME_add_entry_by_txt(
        name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>("Hearth"), -1, -1, 0);
    X509_set_issuer_name(cert.get(), name);
    const QByteArray names = alternativeNames();
    const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.constData()));
    if (!extension || X509_add_ext(cert.get(), extension.get(), -1) != 1 ||
        X509_sign(cert.get(), key.get(), EVP_sha256()) == 0)
        return std::nullopt;
    const Memory certOut(BIO_new(BIO_s_mem()));
    const Memory keyOut(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certOut.get(), cert.get());
    PEM_write_bio_PrivateKey(keyOut.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return std::pair(contents(certOut.get()), contents(keyOut.get()));
}

bool store(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
           file.write(bytes) == bytes.size() && file.commit();
}

QByteArray load(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Result<Certificate> Certificate::loadOrCreate(const QString &folder)
{
    const QString certPath = QDir(folder).filePath(QStringLiteral("certificate.pem"));
    const QString keyPath = QDir(folder).filePath(QStringLiteral("key.pem"));
    if (!QFile::exists(certPath) || !QFile::exists(keyPath)) {
        const auto made = makeSelfSigned();
        if (!made || !store(keyPath, made->second) || !store(certPath, made->first))
            return Error(
                ErrorCode::Unavailable, QStringLiteral("cannot write the certificate %1").arg(certPath));
    }
    const QSslCertificate certificate(load(certPath), QSsl::Pem);
    const QSslKey key(load(keyPath), QSsl::Ec, QSsl::Pem);
    const QSslKey rsaKey(load(keyPath), QSsl::Rsa, QSsl::Pem);
    if (certificate.isNull() || (key.isNull() && rsaKey.isNull()))
        return Error(ErrorCode::Unavailable,
            QStringLiteral("%1 and %2 are not a certificate and its key; remove both to have new ones made")
                .arg(certPath, keyPath));
    Certificate out;
    out.configuration = QSslConfiguration::defaultConfiguration();
    out.configuration.setLocalCertificate(certificate);
    out.configuration.setPrivateKey(key.isNull() ? rsaKey : key);
    out.configuration.setProtocol(QSsl::TlsV1_2OrLater);
    out.configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    out.fingerprint = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
    return out;
}

} // namespace hearth::server
