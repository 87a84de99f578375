#include "server/auth/passwords.h"

#include <QPointer>

#include <sodium.h>

namespace hearth::server {

namespace {

constexpr unsigned long long operations = 2;
constexpr size_t memoryBytes = 19 * 1024 * 1024;
constexpr int atOnce = 2;
constexpr int maxWaiting = 256;
constexpr qsizetype minCharacters = 8;
constexpr qsizetype maxCharacters = 256;

//! Of a random password that nobody has, with the parameters above: an unknown user must cost what a known
//! one does, or the time of the answer would tell who has an account.
constexpr char nobodysHash[] =
    "$argon2id$v=19$m=19456,t=2,p=1$9/JvUFVO3cjKuZhDDvr90w$rTLPLJlbBwrvo0iw7tSNgrUrGYTP5/k/5tjgBWMP04U";

bool isSodiumReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

//! NFC, so that a password fits whichever way a keyboard composes its accents (RFC 8265, section 4.2).
QByteArray prepared(const QString &password)
{
    return password.normalized(QString::NormalizationForm_C).toUtf8();
}

bool hasGoodLength(const QString &password)
{
    const qsizetype characters = password.normalized(QString::NormalizationForm_C).toUcs4().size();
    return characters >= minCharacters && characters <= maxCharacters;
}

Result<QString> hashNow(QByteArray password)
{
    std::array<char, crypto_pwhash_STRBYTES> out{};
    const bool done =
        isSodiumReady() && crypto_pwhash_str_alg(out.data(), password.constData(), size_t(password.size()),
                               operations, memoryBytes, crypto_pwhash_ALG_ARGON2ID13) == 0;
    sodium_memzero(password.data(), size_t(password.size()));
    if (!done)
        return Error(ErrorCode::Unavailable, QStringLiteral("not enough memory to hash a password"));
    return QString::fromLatin1(out.data());
}

bool verifyNow(QByteArray password, const QByteArray &hash)
{
    const QByteArray &stored = hash.isEmpty() ? QByteArray(nobodysHash) : hash;
    const bool fits = isSodiumReady() && crypto_pwhash_str_verify(stored.constData(), password.constData(),
                                             size_t(password.size())) == 0;
    sodium_memzero(password.data(), size_t(password.size()));
    return fits && !hash.isEmpty();
}

} // namespace

Passwords::Passwords(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(atOnce);
}

Passwords::~Passwords()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void Passwords::hash(
    const QString &password, QObject *context, const std::function<void(Result<QString>)> &reply)
{
    if (!hasGoodLength(password)) {
        later(context, [reply] { reply(ErrorCode::WeakPassword); });
        return;
    }
    run(
        context,
        [bytes = prepared(password), reply]() -> std::function<void()> {
            return [reply, result = hashNow(bytes)] { reply(result); };
        },
        [reply] { reply(ErrorCode::Unavailable); });
}

Result<QString> Passwords::hashBlocking(const QString &password)
{
    return hasGoodLength(password) ? hashNow(prepared(password)) : ErrorCode::WeakPassword;
}

void Passwords::verify(const QString &password, const QString &hash, QObject *context,
    const std::function<void(Result<bool>)> &reply)
{
    run(
        context,
        [bytes = prepared(password), stored = hash.toLatin1(), reply]() -> std::function<void()> {
            return [reply, result = verifyNow(bytes, stored)] { reply(result); };
        },
        [reply] { reply(ErrorCode::Unavailable); });
}

//! `work` runs on the pool and gives what is then to be done on this object's thread.
void Passwords::run(
    QObject *context, std::function<std::function<void()>()> work, std::function<void()> refused)
{
    if (m_waiting >= atOnce + maxWaiting) {
        later(context, std::move(refused));
        return;
    }
    ++m_waiting;
    const bool hasContext = context != nullptr;
    m_pool.start([this, work = std::move(work), guard = QPointer<QObject>(context), hasContext] {
        auto reply = work();
        QMetaObject::invokeMethod(
            this,
            [this, reply = std::move(reply), guard, hasContext] {
                --m_waiting;
                if (!hasContext || guard)
                    reply();
            },
            Qt::QueuedConnection);
    });
}

//! A refusal comes after the call has returned, as every reply does.
void Passwords::later(QObject *context, std::function<void()> reply)
{
    QMetaObject::invokeMethod(context ? context : this, std::move(reply), Qt::QueuedConnection);
}

} // namespace hearth::server
