#pragma once

#include "app/store/records.h"
#include "app/viewmodels/hooksmodel.h"
#include "shared/base/result.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace hearth::app {

class AccountSession;

//! What a room is and what this person may do to it, beside talking.
class RoomViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(RoomViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString topic READ topic NOTIFY changed)
    Q_PROPERTY(bool isPrivate READ isPrivate NOTIFY changed)
    Q_PROPERTY(bool isDirect READ isDirect NOTIFY changed)
    Q_PROPERTY(bool archived READ isArchived NOTIFY changed)
    Q_PROPERTY(bool mayManage READ mayManage NOTIFY changed)
    Q_PROPERTY(bool mayInvite READ mayInvite NOTIFY changed)
    Q_PROPERTY(hearth::app::HooksModel *hooks READ hooks CONSTANT)
    Q_PROPERTY(QString roleText READ roleText NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    RoomViewModel(AccountSession &account, QString roomId, QObject *parent = nullptr);

    QString name() const;
    QString topic() const;
    bool isPrivate() const;
    bool isDirect() const;
    //! Nothing is written in it any more.
    bool isArchived() const;
    //! Name, topic, archive, roles and removal: the room's owner and admins, and those of the server.
    bool mayManage() const;
    bool mayInvite() const;
    //! For who may invite.
    HooksModel *hooks() const { return m_hooks; }
    //! "You own this room."; empty where there is nothing to say.
    QString roleText() const;
    bool isBusy() const { return m_busy; }
    QString errorText() const { return m_errorText; }

    //! done() follows, or errorText says why not.
    Q_INVOKABLE void save(const QString &name, const QString &topic, bool isPrivate);
    Q_INVOKABLE void setArchived(bool archived);
    Q_INVOKABLE void leave();
    //! `role`: "admin", "member" or "guest".
    Q_INVOKABLE void setMemberRole(const QString &userId, const QString &role);
    Q_INVOKABLE void removeMember(const QString &userId);
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void changed();
    void done();

private:
    [[nodiscard]] std::optional<RoomRecord> room() const;
    //! What a request calls back.
    template <class T>
    auto settled();
    void begin();
    void change(const QJsonObject &change);

    AccountSession &m_account;
    const QString m_roomId;
    HooksModel *m_hooks;
    QString m_errorText;
    bool m_busy = false;
};

} // namespace hearth::app
