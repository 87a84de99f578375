#pragma once

#include "app/models/publicroomsmodel.h"
#include "app/models/roomlistmodel.h"
#include "app/viewmodels/conversationviewmodel.h"
#include "app/viewmodels/inviteviewmodel.h"
#include "app/viewmodels/notificationsviewmodel.h"
#include "app/viewmodels/peoplemodel.h"
#include "app/viewmodels/switchermodel.h"
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
    Q_PROPERTY(hearth::app::NotificationsViewModel *notifications READ notifications CONSTANT)
    Q_PROPERTY(hearth::app::ConversationViewModel *conversation READ conversation NOTIFY conversationChanged)
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
    ~SessionViewModel() override;

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
    NotificationsViewModel *notifications() const { return m_notifications; }
    //! The open conversation; null when none is open.
    ConversationViewModel *conversation() const { return m_conversation.get(); }
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
    void linkChanged();
    void ownStatusChanged();
    void errorTextChanged();
    void signOutRequested();

private:
    void setErrorText(const QString &text);
    void addPeople(const QString &roomId, const QStringList &userIds);
    void openMade(const Result<protocol::Room> &room);
    void showRooms();
    void showRoom(const QString &roomId);
    RoomListModel::Row rowOf(const RoomRecord &room) const;

    AccountSession &m_account;
    RoomListModel *m_rooms;
    PublicRoomsModel *m_publicRooms;
    SwitcherModel *m_switcher;
    PeopleModel *m_people;
    InviteViewModel *m_invite;
    NotificationsViewModel *m_notifications;
    std::unique_ptr<ConversationViewModel> m_conversation;
    QString m_errorText;
};

} // namespace hearth::app
