#include "server/auth/passwords.h"

#include <QPointer>

#include <array>
#include <sodium.h>

namespace hearth::server {

namespace {

constexpr unsigned long long operations = 2;
constexpr size_t memoryBytes = size_t(19) * 1024 * 1024;
constexpr int maxWaiting = 256;

QByteArray derive(const QString &password)
{
    const QByteArray text = password.toUtf8();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), text.constData(), static_cast<unsigned long long>(text.size()),
            operations, memoryBytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return {};
    return {out.data()};
}

bool fits(const QString &password, const QString &hash)
{
    // An unknown name costs what a known one costs.
    static const QByteArray nobody = derive(QStringLiteral("nobody has this password"));
    const QByteArray text = password.toUtf8();
    const QByteArray stored = hash.isEmpty() ? nobody : hash.toUtf8();
    const bool isRight = crypto_pwhash_str_verify(stored.constData(), text.constData(),
                             static_cast<unsigned long long>(text.size())) == 0;
    return isRight && !hash.isEmpty();
}

} // namespace

Passwords::Passwords(QObject *parent) : QObject(parent)
{
    if (sodium_init() < 0)
        qFatal("libsodium cannot be initialised");
    m_pool.setMaxThreadCount(2);
}

Passwords::~Passwords()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void Passwords::hash(const QString &password, QObject *context, std::function<void(Result<QString>)> reply)
{
    if (password.size() < 8 || password.size() > 256)
        return reply(ErrorCode::WeakPassword);
    run(
        context,
        [password, reply]() -> std::function<void()> {
            const QByteArray hash = derive(password);
            return [hash, reply] {
                reply(hash.isEmpty() ? Result<QString>(ErrorCode::Unavailable)
                                     : Result<QString>(QString::fromLatin1(hash)));
            };
        },
        [reply] { reply(ErrorCode::Unavailable); });
}

void Passwords::verify(
    const QString &password, const QString &hash, QObject *context, std::function<void(Result<bool>)> reply)
{
    run(
        context,
        [password, hash, reply]() -> std::function<void()> {
            const bool isRight = fits(password, hash);
            return [isRight, reply] { reply(isRight); };
        },
        [reply] { reply(ErrorCode::Unavailable); });
}

//! `work` runs on the pool and gives what is then to run on this thread.
void Passwords::run(
    QObject *context, std::function<std::function<void()>()> work, std::function<void()> refused)
{
    if (m_waiting >= maxWaiting)
        return refused();
    ++m_waiting;
    m_pool.start([this, guard = QPointer<QObject>(context), work = std::move(work)] {
        QMetaObject::invokeMethod(
            this,
            [this, guard, answer = work()] {
                --m_waiting;
                if (guard)
                    answer();
            },
            Qt::QueuedConnection);
    });
}

} // namespace hearth::server
