#pragma once

#include "server/broker/broker.h"

#include <QHash>
#include <QList>

#include <deque>

namespace hearth::server {

//! Who listens to what within one process: the part that every backend has. Always in a shared_ptr, since a
//! handler may end the broker.
class Topics : public std::enable_shared_from_this<Topics>
{
public:
    enum class Kind { Channel, Pattern };

    //! A topic got its first listener, or lost its last one.
    std::function<void(Kind, const QString &topic)> began;
    std::function<void(Kind, const QString &topic)> ended;

    [[nodiscard]] Broker::Subscription add(Kind kind, const QString &topic, Broker::Handler handler);
    //! To whoever it fits; at once, or after what is being delivered.
    void publish(const QString &channel, const QByteArray &payload);
    //! The same to the listeners of one topic.
    void publishTo(Kind kind, const QString &topic, const QString &channel, const QByteArray &payload);
    //! Tells the end of each topic: the broker goes, and subscriptions may stay.
    void endAll();
    [[nodiscard]] qsizetype count() const { return m_channels.size() + m_patterns.size(); }

private:
    //! Shared by the table and by a delivery that is under way: a handler may end itself.
    struct Listener
    {
        Broker::Handler handler;
        bool isListening = true;
    };
    using Listeners = QList<std::shared_ptr<Listener>>;
    struct Published
    {
        QString channel;
        QByteArray payload;
        std::function<Listeners()> listeners; //!< asked when its turn has come
    };

    [[nodiscard]] QHash<QString, Listeners> &table(Kind kind)
    {
        return kind == Kind::Channel ? m_channels : m_patterns;
    }
    [[nodiscard]] Listeners listenersTo(const QString &channel) const;
    void remove(Kind kind, const QString &topic, const std::shared_ptr<Listener> &listener);
    void enqueue(Published published);

    QHash<QString, Listeners> m_channels;
    QHash<QString, Listeners> m_patterns;
    std::deque<Published> m_waiting; //!< the first is being delivered
};

} // namespace hearth::server
