#pragma once

#include "app/platform/account.h"

#include <QObject>

#include <functional>
#include <optional>

namespace hearth::app {

//! Keeps the account over a restart. The token lies in the desktop's keychain where there is one; otherwise,
//! or with a data folder of one's own, in a file that only its owner can read.
class TokenStore : public QObject
{
    Q_OBJECT

public:
    enum class Keychain { Use, Never };

    TokenStore(QString file, Keychain keychain, QObject *parent = nullptr);

    using Loaded = std::function<void(std::optional<SignedIn>)>;
    //! Answers later, once.
    void load(Loaded loaded);
    void save(const SignedIn &account);
    void forget();

private:
    std::optional<SignedIn> readFile() const;
    void writeFile(const SignedIn &account) const;

    const QString m_file;
    const Keychain m_keychain;
};

} // namespace hearth::app
