#pragma once

#include "server/features/channelaccess.h"
#include "server/features/channels.h"

namespace hearth::server {

//! Channels over HTTP: /api/channels.
class ChannelPaths : public QObject
{
    Q_OBJECT

public:
    ChannelPaths(const Services &services, ChannelAccess &access, Channels &channels);

private:
    void list(const HttpRequest &request, const Responder &respond);
    void show(const HttpRequest &request, const QString &channel, const Responder &respond);
    void post(const HttpRequest &request, const QString &channel, const Responder &respond);
    void remove(const HttpRequest &request, const QString &channel, const Responder &respond);
    //! The least, the mean and the most of longer spans.
    void showSeries(const BucketQuery &query, const Responder &respond);

    Services m_services;
    ChannelAccess &m_access;
    Channels &m_channels;
};

} // namespace hearth::server
