#include "app/live/channelfeed.h"

#include "app/sync/accountsession.h"

namespace hearth::app {

ChannelFeed::ChannelFeed(AccountSession &account, QObject *parent) : QObject(parent), m_account(account)
{}

ChannelFeed::~ChannelFeed() = default;

} // namespace hearth::app
