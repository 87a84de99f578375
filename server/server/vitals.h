#pragma once

#include "server/broker/broker.h"
#include "server/features/channels.h"
#include "server/features/leadership.h"
#include "server/metrics/metrics.h"

#include <QJsonObject>

namespace hearth::server {

//! The server's own figures as the channel `dashboard:metrics`: every second while somebody hears it, else
//! every five, which are then stored a minute's at a time, so that an idle server leaves the disk alone. Of
//! several servers the leading one tells, every second, the sums of what they all tell it.
class Vitals : public QObject
{
    Q_OBJECT

public:
    Vitals(const Services &services, const Metrics &metrics, const Leadership &leadership, Broker &broker,
        Channels &channels, std::function<bool(const QString &)> isHeard);

    //! What others told that is no figures, or more than there is room for.
    [[nodiscard]] quint64 leftOut() const { return m_leftOut; }

private:
    void beat();
    [[nodiscard]] QByteArray sample();
    //! What another server tells of itself.
    void heard(const QString &topic, const QByteArray &payload);
    //! With that of the others added.
    [[nodiscard]] QByteArray summed(const QByteArray &own);

    Services m_services;
    const Metrics &m_metrics;
    const Leadership &m_leadership;
    Broker &m_broker;
    Broker::Subscription m_subscription;
    const QString m_topic; //!< this server's
    struct Other
    {
        QJsonObject figures;
        qint64 at = 0; //!< on the steady clock
    };
    QHash<QString, Other> m_others; //!< by topic
    quint64 m_leftOut = 0;
    Channels &m_channels;
    std::function<bool(const QString &)> m_isHeard;
    QTimer m_timer;
    int m_beats = 0;
    qint64 m_sampledAt = 0;
    QHash<QByteArray, double> m_before; //!< of what is told as a rate
    QList<NewPoint> m_waiting;
};

} // namespace hearth::server
