#pragma once

#include "app/models/publicroomsmodel.h"
#include "app/models/roomlistmodel.h"
#include "app/viewmodels/auditmodel.h"
#include "app/viewmodels/conversationviewmodel.h"
#include "app/viewmodels/dashboardsviewmodel.h"
#include "app/viewmodels/devicesmodel.h"
#include "app/viewmodels/invitesmodel.h"
#include "app/viewmodels/inviteviewmodel.h"
#include "app/viewmodels/notificationsviewmodel.h"
#include "app/viewmodels/peoplemodel.h"
#include "app/viewmodels/profileviewmodel.h"
#include "app/viewmodels/searchviewmodel.h"
#include "app/viewmodels/switchermodel.h"
#include "app/viewmodels/teammodel.h"
#include "shared/base/result.h"

#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace hearth::app {

class AccountSession;

//! Everything that one signed-in person sees.
class SessionViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SessionViewModel)
    QML_UNCREATABLE("made by the program")
    // Link and Status both have an Offline: in QML they are SessionViewModel.Link.Offline, never bare.
    Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")
    Q_PROPERTY(QString userId READ userId CONSTANT)
    Q_PROPERTY(QString username READ username CONSTANT)
    Q_PROPERTY(QString serverName READ serverName CONSTANT)
    Q_PROPERTY(hearth::app::RoomListModel *rooms READ rooms CONSTANT)
    Q_PROPERTY(hearth::app::PublicRoomsModel *publicRooms READ publicRooms CONSTANT)
    Q_PROPERTY(hearth::app::SwitcherModel *switcher READ switcher CONSTANT)
    Q_PROPERTY(hearth::app::PeopleModel *people READ people CONSTANT)
    Q_PROPERTY(hearth::app::InviteViewModel *invite READ invite CONSTANT)
    Q_PROPERTY(hearth::app::InvitesModel *invites READ invites CONSTANT)
    Q_PROPERTY(hearth::app::ProfileViewModel *profile READ profile CONSTANT)
    Q_PROPERTY(hearth::app::DevicesModel *devices READ devices CONSTANT)
    Q_PROPERTY(hearth::app::TeamModel *team READ team CONSTANT)
    Q_PROPERTY(hearth::app::AuditModel *audit READ audit CONSTANT)
    Q_PROPERTY(bool managesServer READ managesServer NOTIFY managesServerChanged)
    Q_PROPERTY(bool mayMake READ mayMake NOTIFY managesServerChanged)
    Q_PROPERTY(hearth::app::NotificationsViewModel *notifications READ notifications CONSTANT)
    Q_PROPERTY(hearth::app::SearchViewModel *search READ search CONSTANT)
    Q_PROPERTY(hearth::app::DashboardsViewModel *dashboards READ dashboards CONSTANT)
    Q_PROPERTY(hearth::app::ConversationViewModel *conversation READ conversation NOTIFY conversationChanged)
    Q_PROPERTY(hearth::app::ConversationViewModel *thread READ thread NOTIFY threadChanged)
    Q_PROPERTY(hearth::app::SessionViewModel::Link link READ link NOTIFY linkChanged)
    Q_PROPERTY(QString linkText READ linkText NOTIFY linkChanged)
    Q_PROPERTY(int waitingCount READ waitingCount NOTIFY linkChanged)
    Q_PROPERTY(hearth::app::SessionViewModel::Status ownStatus READ ownStatus WRITE setOwnStatus NOTIFY
            ownStatusChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)

public:
    enum class Link { Live, Working, Offline };
    Q_ENUM(Link)
    enum class Status { Online, Away, Busy, Offline, Invisible };
    Q_ENUM(Status)

    explicit SessionViewModel(AccountSession &account, QObject *parent = nullptr);

    QString userId() const;
    QString username() const;
    //! The server's host, to show.
    QString serverName() const;
    RoomListModel *rooms() const { return m_rooms; }
    //! Rooms that one may join; fresh after each connect and after refreshPublicRooms().
    PublicRoomsModel *publicRooms() const { return m_publicRooms; }
    SwitcherModel *switcher() const { return m_switcher; }
    //! For choosing people: inviteChosen() and createRoom() take those that are chosen in it.
    PeopleModel *people() const { return m_people; }
    InviteViewModel *invite() const { return m_invite; }
    //! What the settings show; each is asked for when it is looked at.
    InvitesModel *invites() const { return m_invites; }
    ProfileViewModel *profile() const { return m_profile; }
    DevicesModel *devices() const { return m_devices; }
    TeamModel *team() const { return m_team; }
    AuditModel *audit() const { return m_audit; }
    //! An owner or admin of the server, as far as it has said so.
    bool managesServer() const;
    //! Rooms and dashboards: no guest, as far as the server has said so.
    bool mayMake() const;
    NotificationsViewModel *notifications() const { return m_notifications; }
    SearchViewModel *search() const { return m_search; }
    DashboardsViewModel *dashboards() const { return m_dashboards; }
    //! The open conversation; null when none is open, as while a dashboard is.
    ConversationViewModel *conversation() const { return m_conversation.get(); }
    //! A message of it with its answers, beside it; null when none is open.
    ConversationViewModel *thread() const { return m_thread.get(); }
    Link link() const;
    //! Empty while live; otherwise the sentence under the title.
    QString linkText() const;
    //! Messages in the outbox that will be sent.
    int waitingCount() const;
    //! As the others see me: Offline while the link is, and then again what was chosen.
    Status ownStatus() const;
    void setOwnStatus(Status status);
    //! Why the last action failed; empty after the next one.
    QString errorText() const { return m_errorText; }

    Q_INVOKABLE void openRoom(const QString &roomId);
    //! A message in its room, with what was said around it. `seq`: 0 where only the store may know.
    Q_INVOKABLE void goTo(const QString &roomId, const QString &messageId, qint64 seq = 0);
    //! The answers to this message of the open room; of an answer, those to what it answers.
    Q_INVOKABLE void openThread(const QString &messageId);
    Q_INVOKABLE void closeThread();
    //! The conversation of two with this person; made when there is none.
    Q_INVOKABLE void openDirect(const QString &userId);
    Q_INVOKABLE void createRoom(const QString &name, const QString &topic, bool isPrivate);
    Q_INVOKABLE void joinRoom(const QString &roomId);
    //! Adds the chosen people to the open room.
    Q_INVOKABLE void inviteChosen();
    Q_INVOKABLE void refreshPublicRooms();
    Q_INVOKABLE void retryNow();
    Q_INVOKABLE void clearError();
    Q_INVOKABLE void signOut();
    //! Opens the next (1) or previous (-1) room with something unread, round the end.
    Q_INVOKABLE void nextUnread(int direction);

Q_SIGNALS:
    void conversationChanged();
    void threadChanged();
    void managesServerChanged();
    void linkChanged();
    void ownStatusChanged();
    void errorTextChanged();
    void signOutRequested();

private:
    void setErrorText(const QString &text);
    void addPeople(const QString &roomId, const QStringList &userIds);
    void openMade(const Result<protocol::Room> &room);
    void showDashboard();
    void showRooms();
    void showRoom(const QString &roomId);
    RoomListModel::Row rowOf(const RoomRecord &room) const;

    AccountSession &m_account;
    RoomListModel *m_rooms;
    PublicRoomsModel *m_publicRooms;
    SwitcherModel *m_switcher;
    PeopleModel *m_people;
    InviteViewModel *m_invite;
    InvitesModel *m_invites;
    ProfileViewModel *m_profile;
    DevicesModel *m_devices;
    TeamModel *m_team;
    AuditModel *m_audit;
    NotificationsViewModel *m_notifications;
    SearchViewModel *m_search;
    DashboardsViewModel *m_dashboards;
    std::unique_ptr<ConversationViewModel> m_conversation;
    std::unique_ptr<ConversationViewModel> m_thread;
    QString m_errorText;
};

} // namespace hearth::app
