#pragma once

#include "app/net/restclient.h"
#include "app/outbox/outbox.h"

#include <QHash>

namespace hearth::app {

//! Brings the files of a waiting message to the server, one after another. What the server has of a file is
//! noted in the outbox, and an upload that was cut, also by the end of the program, goes on where it stopped.
class Uploader : public QObject
{
    Q_OBJECT

public:
    Uploader(RestClient &rest, Outbox &outbox, QObject *parent = nullptr);

    //! The reply comes once, later: every file of the message has an id, or why not. One at a time a message.
    void upload(const QString &clientId, RestClient::Reply<Done> reply);
    //! The message was given up: ends what is on its way, with a reply.
    void cancel(const QString &clientId);
    //! Bytes of the file that are at the server, or on the way; 0 where it is not being sent.
    [[nodiscard]] qint64 sent(const QString &clientId, int place) const;

Q_SIGNALS:
    void progressed(const QString &clientId);

private:
    struct Job
    {
        RestClient::Reply<Done> reply;
        RestClient::Cancel cancel;
        int place = 0;
        qint64 sent = 0;
    };

    void next(const QString &clientId);
    void begin(const OutboxItem &item, int place);
    void goOn(const OutboxItem &item, int place, const Result<RestClient::UploadState> &state);
    void end(const QString &clientId, const Result<Done> &result);
    //! What a request calls back: runs `act(item, state)` where the message still waits.
    template <class Act>
    auto whileWaiting(const QString &clientId, Act act);

    RestClient &m_rest;
    Outbox &m_outbox;
    QHash<QString, Job> m_jobs;
};

} // namespace hearth::app
