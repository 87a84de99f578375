#pragma once

#include "app/store/records.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! The people of one room: who is here first, then by name.
class MemberListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(MemberListModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int onlineCount READ onlineCount NOTIFY countChanged)

public:
    enum Role {
        UserIdRole = Qt::UserRole,
        UsernameRole,
        DisplayNameRole,
        PresenceRole, //!< as SessionViewModel::Status, or unknownPresence
        StatusTextRole,
        IsSelfRole,
        RoomRoleRole, //!< "owner", "admin", "member" or "guest"
    };

    explicit MemberListModel(QString selfId, QObject *parent = nullptr);

    int count() const { return int(m_rows.size()); }
    int onlineCount() const;
    void setRows(QList<MemberRecord> rows);
    void setPresence(const QString &userId, int presence, qint64 lastSeen);
    //! "last seen …" is told from this; call it once a minute.
    void setNow(qint64 nowMs);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    const QString m_selfId;
    QList<MemberRecord> m_rows;
    qint64 m_nowMs = 0;
};

//! "online", "away", "busy", "last seen 5 minutes ago", "offline", "not known while offline".
[[nodiscard]] QString statusText(int presence, qint64 lastSeen, qint64 nowMs);

} // namespace hearth::app
