#pragma once

#include "app/live/livechannels.h"
#include "shared/base/result.h"

#include <QJsonArray>

namespace hearth::app {

class AccountSession;

//! What the channels hold that somebody looks at: one a session. A channel is subscribed on the session's
//! socket while it has a watcher, and again after each connect; what is older than the subscription's history
//! is asked for by REST.
class ChannelFeed : public LiveChannels
{
    Q_OBJECT

public:
    //! `account` lives longer.
    explicit ChannelFeed(AccountSession &account, QObject *parent = nullptr);
    ~ChannelFeed() override;

protected:
    void subscribe(const QString &channel) override;
    void unsubscribe(const QString &channel) override;
    void askPast(const QString &channel, qint64 key, qint64 from, qint64 until) override;
    void askMore(const QString &channel) override;

private:
    void takeEvent(const QString &name, const QJsonArray &arguments);
    void refused(const QString &channel, const Error &error);

    AccountSession &m_account;
};

} // namespace hearth::app
