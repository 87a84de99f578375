#pragma once

#include "server/features/accounts.h"
#include "server/features/gate.h"

namespace hearth::server {

//! Reading what was said: the pages of a room's messages, what is pinned, what a message said before.
class History : public QObject
{
    Q_OBJECT

public:
    History(const Services &services, Accounts &accounts, QObject *parent = nullptr);

private:
    using Read = std::function<Result<QJsonObject>(Database &, const QString &userId)>;
    //! Answers with what is read behind the gate.
    void answer(const HttpRequest &request, const Responder &respond, Verb verb, const QString &roomId,
        const Read &read);
    void page(const HttpRequest &request, const QString &roomId, const Responder &respond);
    void replies(const HttpRequest &request, const QStringList &ids, const Responder &respond);

    Services m_services;
    Accounts &m_accounts;
};

} // namespace hearth::server
