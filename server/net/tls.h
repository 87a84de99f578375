#pragma once

#include "shared/base/result.h"

#include <QByteArray>

#include <memory>

struct ssl_ctx_st;
struct ssl_st;

namespace hearth::server {

//! What our side of TLS shows and believes: TLS 1.2 and later (OpenSSL 3).
class TlsContext
{
public:
    //! InvalidRequest where the two PEM texts do not make a pair.
    [[nodiscard]] static Result<std::shared_ptr<const TlsContext>> create(
        const QByteArray &certificatePem, const QByteArray &keyPem);
    //! For who connects: a peer's certificate must come from one of the PEM text, or from whom this machine
    //! trusts where that is empty. InvalidRequest where no certificate can be read from it.
    [[nodiscard]] static Result<std::shared_ptr<const TlsContext>> createTrusting(const QByteArray &pem);
    ~TlsContext();
    [[nodiscard]] ssl_ctx_st *native() const { return m_context; }

private:
    explicit TlsContext(ssl_ctx_st *context) : m_context(context) {}
    ssl_ctx_st *m_context;
};

//! One peer's TLS over a non-blocking descriptor. Reads and writes as recv() and send() do: -1 with EAGAIN
//! in errno means later; the handshake happens inside them.
class Tls
{
public:
    Tls(const TlsContext &context, int descriptor);
    //! To a server whose certificate must be for this name, or address.
    Tls(const TlsContext &context, int descriptor, const QByteArray &server);
    ~Tls();
    Tls(const Tls &) = delete;
    Tls &operator=(const Tls &) = delete;

    [[nodiscard]] qint64 read(char *data, std::size_t size);
    //! The same bytes again after EAGAIN, or more that begin with them.
    [[nodiscard]] qint64 write(const char *data, std::size_t size);
    //! What the last EAGAIN waits for.
    [[nodiscard]] bool wantsRead() const { return m_wants == Wants::Read; }
    [[nodiscard]] bool wantsWrite() const { return m_wants == Wants::Write; }
    //! Bytes that have left the kernel and were not read yet.
    [[nodiscard]] bool hasPending() const;
    void shutDown();

private:
    enum class Wants { Nothing, Read, Write };
    qint64 settle(int result);

    ssl_st *m_ssl;
    Wants m_wants = Wants::Nothing;
};

} // namespace hearth::server
