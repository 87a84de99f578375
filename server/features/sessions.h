#pragma once

#include "server/features/accounts.h"
#include "server/features/tokenwatch.h"

#include <QTimer>

namespace hearth::server {

//! Where people are signed in: /api/sessions for one's own, /api/users/{id}/sessions for who runs the server.
//! When each was last used is kept in memory and stored a few times a minute: a write for each request would
//! cost more than the requests.
class Sessions : public QObject
{
    Q_OBJECT

public:
    Sessions(const Services &services, Accounts &accounts, TokenWatch &tokens, QObject *parent = nullptr);

    //! It is in use, or was until now.
    void note(const Caller &caller);
    //! Stores what is known of their use.
    void flush();

private:
    void list(const HttpRequest &request, const QString &userId, const Responder &respond);
    void answer(const Caller &caller, const QString &userId, const Responder &respond);
    void endOne(const HttpRequest &request, const QString &sessionId, const Responder &respond);
    void endOthers(const HttpRequest &request, const Responder &respond);
    void endAllOf(const HttpRequest &request, const QString &userId, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
    TokenWatch &m_tokens;
    QHash<QByteArray, qint64>
        m_used; //!< by the token's hash: at most one for each token in use since a flush
    QTimer m_timer;
};

} // namespace hearth::server
