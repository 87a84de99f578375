#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace hearth::server {

//! Publish and subscribe by channel name, between the parts of a server and, with a backend that reaches
//! them, between servers. For the thread that made it.
//!
//! Guarantees of every backend (the contract suite is tests/server/broker_test.cpp):
//!  - A handler is called once for each publish to a channel that it fits, from the moment at which
//!    subscribe() or psubscribe() returned until its Subscription goes, and never after.
//!  - What one broker publishes to one channel arrives in that order.
//!  - Handlers may publish, subscribe and end subscriptions, their own too. What a handler publishes is
//!    delivered after what is being delivered.
//!  - A channel or pattern that nobody listens to any more leaves nothing behind.
//! No guarantee: that a publish reaches another server. Whoever needs that counts (`seq`) and asks the
//! database for what is missing.
class Broker
{
public:
    using Handler = std::function<void(const QString &channel, const QByteArray &payload)>;

    //! Ends with the object, which may outlive the broker. What it holds is the backend's.
    using Subscription = std::shared_ptr<void>;

    virtual ~Broker() = default;
    virtual void publish(const QString &channel, const QByteArray &payload) = 0;
    [[nodiscard]] virtual Subscription subscribe(const QString &channel, Handler handler) = 0;
    //! `pattern` as in shared/base/glob.h, such as `broadcast:*`; features/channels.h hears `channel:*`,
    //! since a channel exists from its first value and nobody can name it before.
    [[nodiscard]] virtual Subscription psubscribe(const QString &pattern, Handler handler) = 0;

    //! Channels and patterns that somebody listens to.
    [[nodiscard]] virtual qsizetype topicCount() const = 0;
};

} // namespace hearth::server
