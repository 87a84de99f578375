#pragma once

#include "app/models/completionmodel.h"
#include "app/models/memberlistmodel.h"
#include "app/models/messagelistmodel.h"
#include "app/viewmodels/messagedetails.h"
#include "app/viewmodels/pinsviewmodel.h"
#include "app/viewmodels/roomviewmodel.h"
#include "app/viewmodels/sentchart.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! One open room: its messages, people, draft and read cursor.
class ConversationViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ConversationViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString roomId READ roomId CONSTANT)
    Q_PROPERTY(QString title READ title NOTIFY roomChanged)
    Q_PROPERTY(QString topic READ topic NOTIFY roomChanged)
    Q_PROPERTY(bool isDirect READ isDirect NOTIFY roomChanged)
    Q_PROPERTY(bool isPrivate READ isPrivate NOTIFY roomChanged)
    Q_PROPERTY(hearth::app::MessageListModel *messages READ messages CONSTANT)
    Q_PROPERTY(hearth::app::MemberListModel *members READ members CONSTANT)
    Q_PROPERTY(hearth::app::CompletionModel *completion READ completion CONSTANT)
    Q_PROPERTY(hearth::app::PinsViewModel *pins READ pins CONSTANT)
    Q_PROPERTY(hearth::app::MessageDetails *details READ details CONSTANT)
    Q_PROPERTY(hearth::app::RoomViewModel *room READ room CONSTANT)
    Q_PROPERTY(bool isThread READ isThread CONSTANT)
    Q_PROPERTY(QString typingText READ typingText NOTIFY typingTextChanged)
    Q_PROPERTY(QString draft READ draft WRITE setDraft NOTIFY draftChanged)
    Q_PROPERTY(hearth::app::ConversationViewModel::Context context READ context NOTIFY contextChanged)
    Q_PROPERTY(QString contextTitle READ contextTitle NOTIFY contextChanged)
    Q_PROPERTY(QString contextText READ contextText NOTIFY contextChanged)
    Q_PROPERTY(bool mayModerate READ mayModerate NOTIFY roomChanged)
    Q_PROPERTY(QVariantList attachments READ attachments NOTIFY attachmentsChanged)
    Q_PROPERTY(hearth::app::ConversationViewModel::Level level READ level WRITE setLevel NOTIFY levelChanged)
    Q_PROPERTY(bool atBottom READ isAtBottom WRITE setAtBottom NOTIFY atBottomChanged)
    Q_PROPERTY(int newBelow READ newBelow NOTIFY newBelowChanged)
    Q_PROPERTY(int newLineRow READ newLineRow NOTIFY opensAtNewLine)
    Q_PROPERTY(bool canLoadOlder READ canLoadOlder NOTIFY olderChanged)
    Q_PROPERTY(bool loadingOlder READ isLoadingOlder NOTIFY olderChanged)
    Q_PROPERTY(bool away READ isAway NOTIFY olderChanged)
    Q_PROPERTY(QString emptyText READ emptyText NOTIFY emptyTextChanged)

public:
    //! `root`: only this message and what answers it, as a thread.
    ConversationViewModel(
        AccountSession &account, const QString &roomId, const QString &root = {}, QObject *parent = nullptr);
    ~ConversationViewModel() override;

    //! Charts that are kept while nobody looks at them; more than a window has rows.
    static constexpr qsizetype maxCharts = 64;

    QString roomId() const { return m_roomId; }
    QString title() const;
    QString topic() const;
    bool isDirect() const;
    bool isPrivate() const;
    MessageListModel *messages() const { return m_messages; }
    MemberListModel *members() const { return m_members; }
    CompletionModel *completion() const { return m_completion; }
    PinsViewModel *pins() const { return m_pins; }
    MessageDetails *details() const { return m_details; }
    RoomViewModel *room() const { return m_room; }
    //! What the charts in its messages are live by; null: they end, before it does.
    void setFeed(LiveChannels *feed);
    bool isThread() const { return !m_root.isEmpty(); }
    //! "Anna is typing…"; empty when nobody is.
    QString typingText() const;
    //! What stands in the composer; kept per room, also over a restart.
    QString draft() const { return m_draft; }
    void setDraft(const QString &draft);
    //! The view says whether the newest message is in sight.
    bool isAtBottom() const { return m_atBottom; }
    void setAtBottom(bool atBottom);
    //! Others' messages that came below while the view was scrolled up.
    int newBelow() const { return m_newBelow; }
    //! The row above which the "new" line stands; -1 when nothing is unread. A view begins there.
    int newLineRow() const { return m_messages->newLineRow(); }
    //! What the field is for, beside a new message.
    enum class Context { None, Reply, Edit };
    Q_ENUM(Context)
    Context context() const { return m_context; }
    QString contextTitle() const;
    //! One line of the message that is answered or edited.
    QString contextText() const;
    //! What the next message carries: list of {name, details, picture}.
    QVariantList attachments() const;
    //! Others' messages may be deleted, too.
    bool mayModerate() const;
    //! What of the room notifies the person; in the order of protocol::NotificationLevel.
    enum class Level { Everything, ForMe, Nothing };
    Q_ENUM(Level)
    Level level() const;
    void setLevel(Level level);
    bool canLoadOlder() const;
    bool isLoadingOlder() const { return m_loadingOlder; }
    //! An earlier part of the room is shown, and newer messages are not.
    bool isAway() const { return m_isAway; }
    //! What this place is and what to do; empty when there are messages.
    QString emptyText() const;

    //! Puts the draft into the outbox, as a message or as the edit that was begun, and empties it.
    Q_INVOKABLE void send();
    //! Files that were chosen or dropped; what cannot be sent is said by failed().
    Q_INVOKABLE void attach(const QList<QUrl> &files);
    //! What the clipboard holds, where that is files or a picture and no text.
    Q_INVOKABLE bool paste();
    Q_INVOKABLE void detach(int index);
    //! Into the folder of downloads.
    Q_INVOKABLE void saveFile(const QString &fileId);
    Q_INVOKABLE void cancelSave(const QString &fileId);
    //! Shows a picture large: pictureOpened() follows.
    Q_INVOKABLE void openPicture(const QString &fileId);
    Q_INVOKABLE void beginReply(const QString &messageId);
    //! The draft waits meanwhile. Only one's own.
    Q_INVOKABLE void beginEdit(const QString &messageId);
    //! The newest of one's own, where nothing else is being written.
    Q_INVOKABLE void editLast();
    Q_INVOKABLE void endContext();
    //! Puts the emoji under the message, or takes one's own away.
    Q_INVOKABLE void react(const QString &messageId, const QString &emoji);
    Q_INVOKABLE void remove(const QString &messageId);
    //! One line of a message.
    Q_INVOKABLE QString excerpt(const QString &messageId) const { return m_messages->excerptOf(messageId); }
    //! Shows an earlier message, with all that lies between, or where that is much with what is around it.
    //! `seq`: where it is; 0 where only the store may know.
    Q_INVOKABLE void jumpTo(const QString &messageId, qint64 seq = 0);
    //! Away: one more page below, or back to the end.
    Q_INVOKABLE void loadNewer();
    Q_INVOKABLE void toNewest();
    Q_INVOKABLE void setPinned(const QString &messageId, bool isPinned);
    //! One more page above, from the store or the network.
    Q_INVOKABLE void loadOlder() { loadOlder({}); }
    Q_INVOKABLE void retry(const QString &clientId);
    Q_INVOKABLE void discard(const QString &clientId);
    //! The message's text, as it was written, to the clipboard.
    Q_INVOKABLE void copyText(const QString &messageId);

Q_SIGNALS:
    void roomChanged();
    void typingTextChanged();
    void draftChanged();
    void contextChanged();
    void attachmentsChanged();
    void pictureOpened(const QString &fileId, const QString &name, const QUrl &picture);
    void levelChanged();
    void atBottomChanged();
    void newBelowChanged();
    void olderChanged();
    //! What I wrote is among the messages now: the view goes there.
    void sent();
    //! Unread messages were found that came while the app was closed: the view goes to the first of them.
    void opensAtNewLine();
    void emptyTextChanged();
    //! The view goes to this row.
    void jumps(int row);
    //! Others wrote here: what to say to who cannot see it. Each message once.
    void announced(const QString &text);
    //! An action failed; the sentence says why and what to do.
    void failed(const QString &text);

private:
    void wire();
    void load();
    void loadOlder(const std::function<void()> &then);
    void wireThread();
    void loadThread();
    void takeAnswers(const QList<protocol::Message> &messages);
    void askAnswers(const QString &after, int pages);
    void noteAnswers(const QList<protocol::Message> &messages);
    [[nodiscard]] bool isOfThread(const protocol::Message &message) const;
    [[nodiscard]] QString draftKey() const;
    void pageTo(const QString &messageId, qint64 seq);
    void moveTo(const QString &messageId, qint64 seq);
    void noteAway();
    void noteUnseen(int fromOthers);
    void takeAway(const QList<protocol::Message> &messages);
    void take(const QList<protocol::Message> &messages);
    void announce(int fromOthers);
    void showMembers();
    void showRead();
    void scheduleRead();
    void markRead();
    void saveDraft();
    void setContext(Context context, const QString &messageId);
    bool change(OutboxItem::Kind kind, const QString &messageId, const QString &content);
    void setNewBelow(int count);
    void wireFiles();
    QObject *chartOf(const protocol::Message &message);
    void dropCharts(); //!< beyond maxCharts, but none that is held
    void take(const Result<OutgoingFile> &file);
    MessageListModel::FileLook lookAt(const protocol::File &file, const QString &clientId, int place) const;

    AccountSession &m_account;
    const QString m_roomId;
    const QString m_root; //!< of a thread: the message that all others answer
    MessageListModel *m_messages;
    MemberListModel *m_members;
    CompletionModel *m_completion;
    PinsViewModel *m_pins;
    MessageDetails *m_details;
    RoomViewModel *m_room;
    QTimer m_draftTimer;
    QTimer m_readTimer;
    QTimer m_minuteTimer;
    QString m_draft;
    Context m_context = Context::None;
    QString m_contextId;
    QString m_draftBefore; //!< while a message is edited
    QList<OutgoingFile> m_attachments;
    QSet<QString> m_savedFiles;
    LiveChannels *m_feed = nullptr;
    QHash<QString, SentChart *> m_charts; //!< by message
    QStringList m_chartsAsked;            //!< its keys, the one that was asked for last behind
    int m_newBelow = 0;
    bool m_atBottom = true;
    qint64 m_readSeq = 0; //!< told to the server
    int m_unheard = 0;    //!< others' messages since the connection was lost, to be announced as a number
    bool m_loadingOlder = false;
    bool m_reachedTop = false;
    bool m_isAway = false;
};

} // namespace hearth::app
