#pragma once

#include <QObject>

namespace hearth::app {

class AccountSession;

//! What the channels hold that somebody looks at: one a session. A channel is subscribed on the session's
//! socket while it has a watcher, and again after each connect; what is older than the subscription's history
//! is asked for by REST.
class ChannelFeed : public QObject
{
    Q_OBJECT

public:
    //! `account` lives longer.
    explicit ChannelFeed(AccountSession &account, QObject *parent = nullptr);
    ~ChannelFeed() override;

private:
    AccountSession &m_account;
};

} // namespace hearth::app
