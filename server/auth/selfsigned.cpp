#include "server/auth/selfsigned.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkInterface>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace hearth::server {

namespace {

template <auto release>
struct Release
{
    template <class T>
    void operator()(T *object) const
    {
        release(object);
    }
};

using Bio = std::unique_ptr<BIO, Release<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Release<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;

constexpr long day = 24 * 60 * 60;
constexpr long years10 = 3650 * day;

QByteArray contents(const Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, size};
}

Bio reader(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

EVP_PKEY *readKey(const QByteArray &pem)
{
    return PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, nullptr, nullptr);
}

QByteArray subjectAltName(const HostNames &names)
{
    QStringList entries;
    for (const QString &name : names.dns)
        entries.append(QStringLiteral("DNS:") + name);
    for (const QString &address : names.addresses)
        entries.append(QStringLiteral("IP:") + address);
    return entries.join(u',').toLatin1();
}

bool addExtension(X509 *certificate, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1);
}

bool setSubject(X509 *certificate, const QByteArray &commonName)
{
    X509_NAME *subject = X509_get_subject_name(certificate);
    const auto *text = reinterpret_cast<const unsigned char *>(commonName.constData());
    return X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, text, int(commonName.size()), -1, 0) &&
           X509_set_issuer_name(certificate, subject);
}

bool setSerial(X509 *certificate)
{
    const Number serial(BN_new());
    // 159 random bits: RFC 5280 allows 20 octets of a positive number.
    return serial && BN_rand(serial.get(), 159, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) &&
           BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate));
}

//! No key usage is named: it could not hold keyCertSign (RFC 5280, section 4.2.1.3), without which OpenSSL
//! does not call the certificate self-signed.
bool fill(X509 *certificate, EVP_PKEY *key, const HostNames &names)
{
    return X509_set_version(certificate, X509_VERSION_3) && setSerial(certificate) &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), -day) &&
           X509_gmtime_adj(X509_getm_notAfter(certificate), years10) &&
           setSubject(certificate, names.commonName.toUtf8().left(64)) && X509_set_pubkey(certificate, key) &&
           addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_alt_name, subjectAltName(names)) &&
           X509_sign(certificate, key, EVP_sha256());
}

//! A host's name can be anything; what goes into the extension's text may not hold its punctuation.
bool isDnsName(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'.');
    });
}

} // namespace

HostNames HostNames::ofThisHost()
{
    HostNames names;
    const QString host = QHostInfo::localHostName();
    names.commonName = host.isEmpty() ? QStringLiteral("hearth") : host;
    for (const QString &name : {host, host + QStringLiteral(".local"), QStringLiteral("localhost")}) {
        if (isDnsName(name) && !name.startsWith(u'.') && !names.dns.contains(name))
            names.dns.append(name);
    }
    names.addresses = {QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    for (QHostAddress address : QNetworkInterface::allAddresses()) {
        address.setScopeId({});
        const QString text = address.toString();
        if (!names.addresses.contains(text))
            names.addresses.append(text);
    }
    return names;
}

Result<PemPair> makeSelfSigned(const HostNames &names, const QByteArray &existingKey)
{
    const Key key(existingKey.isEmpty() ? EVP_EC_gen("P-256") : readKey(existingKey));
    const X509Ptr certificate(X509_new());
    const Bio keyPem(BIO_new(BIO_s_mem()));
    const Bio certificatePem(BIO_new(BIO_s_mem()));
    const bool done =
        key && certificate && keyPem && certificatePem && fill(certificate.get(), key.get(), names) &&
        PEM_write_bio_X509(certificatePem.get(), certificate.get()) &&
        PEM_write_bio_PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    if (!done)
        return Error(ErrorCode::Internal, QStringLiteral("OpenSSL could not make a certificate"));
    return PemPair{contents(certificatePem), contents(keyPem)};
}

bool belongTogether(const PemPair &pair)
{
    const Bio certificatePem = reader(pair.certificate);
    const Key key(readKey(pair.key));
    const X509Ptr certificate(PEM_read_bio_X509(certificatePem.get(), nullptr, nullptr, nullptr));
    return key && certificate && X509_check_private_key(certificate.get(), key.get()) == 1;
}

} // namespace hearth::server
