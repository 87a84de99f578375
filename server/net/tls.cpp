#include "server/net/tls.h"

#include <algorithm>
#include <cerrno>
#include <climits>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace hearth::server {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio memory(const QByteArray &pem)
{
    return {BIO_new_mem_buf(pem.constData(), int(pem.size())), &BIO_free};
}

//! The certificate and the chain behind it.
bool useChain(SSL_CTX *context, const QByteArray &pem)
{
    const Bio bio = memory(pem);
    bool hasLeaf = false;
    while (X509 *each = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
        if (hasLeaf) {
            if (SSL_CTX_add0_chain_cert(context, each) != 1) {
                X509_free(each);
                return false;
            }
            continue;
        }
        hasLeaf = SSL_CTX_use_certificate(context, each) == 1;
        X509_free(each);
        if (!hasLeaf)
            return false;
    }
    ERR_clear_error(); // the end of the text is an error to it
    return hasLeaf;
}

bool useKey(SSL_CTX *context, const QByteArray &pem)
{
    const Bio bio = memory(pem);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr);
    const bool isUsed = key && SSL_CTX_use_PrivateKey(context, key) == 1;
    EVP_PKEY_free(key);
    return isUsed && SSL_CTX_check_private_key(context) == 1;
}

//! Those whose word is taken for a peer's certificate.
bool trust(SSL_CTX *context, const QByteArray &pem)
{
    const Bio bio = memory(pem);
    int count = 0;
    while (X509 *each = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
        count += X509_STORE_add_cert(SSL_CTX_get_cert_store(context), each);
        X509_free(each);
    }
    ERR_clear_error(); // the end of the text is an error to it
    return count > 0;
}

void setCommon(SSL_CTX *context)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    // Idle connections give their buffers back; a write may go on from another address.
    SSL_CTX_set_mode(context,
        SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}

} // namespace

Result<std::shared_ptr<const TlsContext>> TlsContext::create(
    const QByteArray &certificatePem, const QByteArray &keyPem)
{
    std::shared_ptr<const TlsContext> out(new TlsContext(SSL_CTX_new(TLS_server_method())));
    SSL_CTX *context = out->native();
    setCommon(context);
    if (!useChain(context, certificatePem) || !useKey(context, keyPem))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("the certificate and the key are no pair"));
    return out;
}

Result<std::shared_ptr<const TlsContext>> TlsContext::createTrusting(const QByteArray &pem)
{
    std::shared_ptr<const TlsContext> out(new TlsContext(SSL_CTX_new(TLS_client_method())));
    SSL_CTX *context = out->native();
    setCommon(context);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    if (pem.isEmpty())
        SSL_CTX_set_default_verify_paths(context);
    else if (!trust(context, pem))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("there is no certificate in it"));
    return out;
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_context);
}

Tls::Tls(const TlsContext &context, int descriptor) : m_ssl(SSL_new(context.native()))
{
    SSL_set_fd(m_ssl, descriptor);
    SSL_set_accept_state(m_ssl);
}

Tls::Tls(const TlsContext &context, int descriptor, const QByteArray &server)
    : m_ssl(SSL_new(context.native()))
{
    SSL_set_fd(m_ssl, descriptor);
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(m_ssl), server.constData()) != 1) {
        SSL_set1_host(m_ssl, server.constData());
        SSL_set_tlsext_host_name(m_ssl, server.constData());
    }
    ERR_clear_error(); // a name is no address
    SSL_set_connect_state(m_ssl);
}

Tls::~Tls()
{
    SSL_free(m_ssl);
}

qint64 Tls::read(char *data, std::size_t size)
{
    return settle(SSL_read(m_ssl, data, int(std::min<std::size_t>(size, INT_MAX))));
}

qint64 Tls::write(const char *data, std::size_t size)
{
    return settle(SSL_write(m_ssl, data, int(std::min<std::size_t>(size, INT_MAX))));
}

qint64 Tls::settle(int result)
{
    m_wants = Wants::Nothing;
    if (result > 0)
        return result;
    const int problem = SSL_get_error(m_ssl, result);
    ERR_clear_error();
    switch (problem) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        m_wants = problem == SSL_ERROR_WANT_READ ? Wants::Read : Wants::Write;
        errno = EAGAIN;
        return -1;
    case SSL_ERROR_ZERO_RETURN:
        return 0;
    default:
        errno = EPROTO;
        return -1;
    }
}

bool Tls::hasPending() const
{
    return SSL_pending(m_ssl) > 0;
}

void Tls::shutDown()
{
    SSL_shutdown(m_ssl);
    ERR_clear_error();
}

} // namespace hearth::server
