#pragma once

#include "server/features/channels.h"
#include "server/metrics/metrics.h"

namespace hearth::server {

//! The server's own figures as the channel `dashboard:metrics`: every second while somebody hears it, else
//! every five, which are then stored a minute's at a time, so that an idle server leaves the disk alone.
class Vitals : public QObject
{
    Q_OBJECT

public:
    Vitals(const Services &services, const Metrics &metrics, Channels &channels,
        std::function<bool(const QString &)> isHeard);

private:
    void beat();
    [[nodiscard]] QByteArray sample();

    Services m_services;
    const Metrics &m_metrics;
    Channels &m_channels;
    std::function<bool(const QString &)> m_isHeard;
    QTimer m_timer;
    int m_beats = 0;
    qint64 m_sampledAt = 0;
    QHash<QByteArray, double> m_before; //!< of what is told as a rate
    QList<NewPoint> m_waiting;
};

} // namespace hearth::server
