#pragma once

#include "server/storage/channelstore.h"

#include <QSet>

namespace hearth::server {

class Statements;

class SqlChannels final : public ChannelStore
{
public:
    explicit SqlChannels(Statements &statements) : m_statements(statements) {}

    Result<qint64> append(const NewValues &values) override;
    Result<QList<ChannelRecord>> channels() override;
    Result<Done> recent(qint64 at, int limit, const std::function<void(const ChannelPoint &)> &take) override;
    Result<QList<ChannelPoint>> after(qint64 id, int limit) override;
    Result<Done> removeChannel(const QString &channel, const QString &userId) override;

    Result<RolledUp> rollUp(int limit, int fields) override;
    Result<QList<Bucket>> buckets(const BucketQuery &query) override;
    Result<bool> forget(qint64 values, qint64 buckets) override;

    Result<Done> addToken(const ChannelToken &token) override;
    Result<ChannelToken> tokenByHash(const QByteArray &hash) override;
    Result<QList<ChannelToken>> tokens(const QString &userId) override;
    Result<ChannelToken> removeToken(const QString &id, const QString &userId) override;

private:
    //! The channel's row, made where it is missing.
    Result<qint64> channelFor(const NewValues &values);
    //! QuotaExceeded where who made it has no room left.
    Result<Done> checkBytes(qint64 channel, const NewValues &values);
    //! Those that have buckets.
    Result<QSet<QString>> fieldsOf(qint64 channel);

    //! The next step of a removed channel; whether there is another.
    Result<bool> forgetRemoved();

    Statements &m_statements;
};

} // namespace hearth::server
