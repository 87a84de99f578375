#pragma once

#include "server/series/point.h"

#include <QString>

#include <optional>

namespace hearth::server {

//! A channel's next value, as servers tell one another and as clients hear it: the arguments of
//! `channel:update`.
struct ChannelNews
{
    QString channel;
    Point point;
    QByteArray text; //!< {"channel":…,"id":"…","at":…,"data":…}
};

//! Where the broker carries it.
[[nodiscard]] QString channelTopic(const QString &channel);
//! The channel of such a name, nothing of any other.
[[nodiscard]] std::optional<QString> channelOfTopic(const QString &topic);
[[nodiscard]] QString allChannelTopics();

//! Where it carries the names of those that were removed; no channel's topic.
[[nodiscard]] QString removedChannelsTopic();

[[nodiscard]] ChannelNews newsOf(const QString &channel, const Point &point);
//! Nothing where the payload is none of newsOf()'s.
[[nodiscard]] std::optional<ChannelNews> newsFrom(const QByteArray &payload);

//! The arguments of `channel:initial`.
[[nodiscard]] QByteArray initialText(const QString &channel, const QList<Point> &history);

} // namespace hearth::server
