#pragma once

#include "shared/base/result.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace hearth::server {

//! Argon2id (RFC 9106, libsodium) with 19 MiB and t=2, about 35 ms each, at most two at once on threads of
//! its own. A third waits in a queue of at most 256; then Unavailable.
class Passwords : public QObject
{
    Q_OBJECT

public:
    explicit Passwords(QObject *parent = nullptr);
    ~Passwords() override;

    //! The PHC string, on the caller's thread. WeakPassword under 8 or over 256 characters.
    void hash(const QString &password, QObject *context, const std::function<void(Result<QString>)> &reply);
    //! The same at once, for a command that has nothing else to do meanwhile.
    [[nodiscard]] static Result<QString> hashBlocking(const QString &password);
    //! Whether the password fits. An empty hash (unknown user) costs the same time and gives false.
    void verify(const QString &password, const QString &hash, QObject *context,
        const std::function<void(Result<bool>)> &reply);

private:
    void run(QObject *context, std::function<std::function<void()>()> work, std::function<void()> refused);
    void later(QObject *context, std::function<void()> reply);

    QThreadPool m_pool;
    int m_waiting = 0; //!< jobs without a reply, those that run included
};

} // namespace hearth::server
