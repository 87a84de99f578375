#include "app/platform/tokenstore.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace hearth::app {

namespace {

const auto service = QStringLiteral("hearth");

QString keyOf(const SignedIn &account)
{
    return account.userId + QLatin1Char('@') + account.server.toString();
}

} // namespace

TokenStore::TokenStore(QString file, Keychain keychain, QObject *parent)
    : QObject(parent), m_file(std::move(file)), m_keychain(keychain)
{}

std::optional<SignedIn> TokenStore::readFile() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const auto text = [&](const char *key) { return json.value(QLatin1String(key)).toString(); };
    SignedIn out{QUrl(text("server")), QByteArray::fromHex(text("fingerprint").toLatin1()), text("token"),
        text("userId"), text("username"), text("displayName")};
    return out.userId.isEmpty() ? std::nullopt : std::optional(out);
}

void TokenStore::writeFile(const SignedIn &account) const
{
    const QJsonObject json{{QStringLiteral("server"), account.server.toString()},
        {QStringLiteral("fingerprint"), QString::fromLatin1(account.fingerprint.toHex())},
        {QStringLiteral("token"), account.token}, {QStringLiteral("userId"), account.userId},
        {QStringLiteral("username"), account.username}, {QStringLiteral("displayName"), account.displayName}};
    QSaveFile file(m_file);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                           file.write(QJsonDocument(json).toJson()) > 0 && file.commit();
    if (!isWritten)
        qWarning().noquote() << "the next start asks to sign in again: cannot write" << m_file
                             << file.errorString();
}

void TokenStore::load(Loaded loaded)
{
    std::optional<SignedIn> account = readFile();
    if (!account || !account->token.isEmpty() || m_keychain == Keychain::Never) {
        const bool usable = account && account->isValid();
        QTimer::singleShot(0, this,
            [loaded = std::move(loaded), account, usable] { loaded(usable ? account : std::nullopt); });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(service, this);
    job->setKey(keyOf(*account));
    connect(job, &QKeychain::Job::finished, this, [job, loaded = std::move(loaded), account]() mutable {
        account->token = job->error() == QKeychain::NoError ? job->textData() : QString();
        loaded(account->isValid() ? account : std::nullopt);
    });
    job->start();
}

void TokenStore::save(const SignedIn &account)
{
    if (m_keychain == Keychain::Never) {
        writeFile(account);
        return;
    }
    auto *job = new QKeychain::WritePasswordJob(service, this);
    job->setKey(keyOf(account));
    job->setTextData(account.token);
    connect(job, &QKeychain::Job::finished, this, [this, job, account] {
        SignedIn kept = account;
        if (job->error() == QKeychain::NoError)
            kept.token.clear();
        writeFile(kept);
    });
    job->start();
}

void TokenStore::forget()
{
    const std::optional<SignedIn> account = readFile();
    QFile::remove(m_file);
    if (!account || m_keychain == Keychain::Never)
        return;
    auto *job = new QKeychain::DeletePasswordJob(service, this);
    job->setKey(keyOf(*account));
    job->start();
}

} // namespace hearth::app
