#pragma once

#include "server/storage/notificationstore.h"

namespace hearth::server {

class Rows;
class Statements;

class SqlNotifications final : public NotificationStore
{
public:
    explicit SqlNotifications(Statements &statements) : m_statements(statements) {}

    Result<QList<Reasons>> reasonsEach(const QList<protocol::Message> &messages) override;
    Result<QList<Reason>> keywordReasons(const QStringList &words) override;
    Result<QStringList> named(const QString &roomId, qint64 seq) override;
    Result<Done> addNamed(const protocol::Message &message, const QStringList &userIds) override;
    Result<QList<Addressee>> addressees(const QString &roomId, const QStringList &userIds) override;

    Result<std::optional<Notified>> add(const NewNotification &notification) override;
    Result<Done> prune(const QString &userId, int kept) override;
    Result<QList<Cleared>> removeOf(const QString &roomId, qint64 seq) override;

    Result<Cleared> read(const QString &userId, const QList<QString> &ids) override;
    Result<Cleared> readRoom(const QString &userId, const QString &roomId, qint64 upTo) override;
    Result<Cleared> readAll(const QString &userId) override;

    Result<QList<protocol::Notification>> page(const NotificationQuery &query) override;
    Result<QList<protocol::Notification>> missed(const MissedQuery &query) override;
    Result<QList<Notified>> after(qint64 position, int limit) override;
    Result<qint64> unreadCount(const QString &userId) override;
    Result<qint64> lastPosition() override;

    Result<protocol::NotificationSettings> settings(const QString &userId) override;
    Result<Done> setSettings(const QString &userId, const protocol::NotificationSettings &settings) override;
    Result<QList<protocol::RoomLevel>> levels(const QString &userId) override;
    Result<Done> setLevel(
        const QString &userId, const QString &roomId, protocol::NotificationLevel level) override;

private:
    Statements &m_statements;
};

} // namespace hearth::server
