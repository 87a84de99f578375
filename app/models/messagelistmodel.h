#pragma once

#include "app/models/render.h"
#include "app/outbox/outbox.h"
#include "shared/protocol/entities.h"

#include <QAbstractListModel>
#include <QCache>
#include <QDate>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <optional>

namespace hearth::app {

//! The messages of one room, NEWEST FIRST, for a ListView from bottom to top: what waits in the outbox, then
//! what is stored, by seq. Every role is ready to show.
class MessageListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(MessageListModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        MessageIdRole = Qt::UserRole, //!< empty while it waits
        ClientIdRole, //!< what retry and discard act on: a message that waits, or a change that was refused
        AuthorRole,
        AuthorIdRole,
        IsOwnRole,
        BlocksRole, //!< list of {kind: "text"|"code"|"quote"|"gone", text, copies}; text and quote are
                    //!< StyledText, code is plain
        PlainTextRole,
        TimeTextRole,
        DateTimeTextRole,
        DayTextRole,
        StartsGroupRole,
        IsNewLineRole,
        StateRole,
        ErrorTextRole,
        IsEmojiOnlyRole,
        ExcerptRole, //!< so many of the blocks are seen while the message is folded
        IsReadRole,  //!< mine, and somebody else has read it
        IsEditedRole,
        IsDeletedRole,
        IsPinnedRole,
        ReactionsRole, //!< list of {emoji, count, mine, names}
        ReplyRole,     //!< {messageId, author, text} of what it answers; empty where it answers nothing
        FilesRole, //!< list of {fileId, name, details, isImage, width, height, picture, progress}: fileId is
                   //!< empty while it waits, picture an address on this device, progress 0 to 1 or -1 for
                   //!< none
        AnswersRole, //!< how many answers there are here
        ChartRole,   //!< a SentChart; null where it carries no chart
    };
    enum class State { Sent, Waiting, Refused };
    Q_ENUM(State)

    //! The person at this device.
    struct Self
    {
        QString userId, name;
    };

    //! What this device has of a file.
    struct FileLook
    {
        QUrl picture;
        double progress = -1;
        QString note; //!< in place of its size
    };
    //! `clientId` and `place`: of a file that waits, which has no id.
    using LookAtFile =
        std::function<FileLook(const protocol::File &file, const QString &clientId, int place)>;

    //! A stored message by its id, where it is not among the rows.
    using Find = std::function<std::optional<protocol::Message>(const QString &messageId)>;

    explicit MessageListModel(Self self, QObject *parent = nullptr);

    void setFind(Find find) { m_find = std::move(find); }

    //! Shown as a thread: that each answers this message goes without saying. Empty: it does not.
    void setThread(const QString &root) { m_thread = root; }
    void setCountAnswers(std::function<int(const QString &messageId)> count)
    {
        m_countAnswers = std::move(count);
    }
    //! Another number of messages answers this one.
    void answersChanged(const QString &messageId);

    void setLookAtFile(LookAtFile look) { m_lookAtFile = std::move(look); }
    //! Its look is another now.
    void fileChanged(const QString &fileId);
    //! The same of the files of a message that waits.
    void waitingFilesChanged(const QString &clientId);
    //! Makes, or finds, what shows the chart of a message that has one; it outlives the rows.
    void setChartOf(std::function<QObject *(const protocol::Message &)> chartOf)
    {
        m_chartOf = std::move(chartOf);
    }
    //! Where it is a row's.
    std::optional<protocol::File> file(const QString &fileId) const;

    int count() const { return int(m_rows.size()); }
    //! Adds stored messages in any order, in runs; known ids are updated; one that carries the clientId of a
    //! waiting row takes that row's place.
    void addStored(const QList<protocol::Message> &messages);
    //! What became of messages that are rows; others are none of ours.
    void updateStored(const QList<protocol::Message> &messages);
    //! Forgets all rows.
    void clear();
    //! A message, or a change of a row, which is shown as if it were made.
    void addWaiting(const OutboxItem &item);
    void setWaiting(const QString &clientId, State state, const QString &errorText);
    void removeWaiting(const QString &clientId);
    //! The "new" line stands above the first of others' messages after this seq; 0 for none.
    void setNewAfter(qint64 seq);
    qint64 newAfter() const { return m_newAfter; }
    //! The row that the "new" line stands above; -1 for none.
    int newLineRow() const;
    //! Somebody else has read up to this seq.
    void setReadUpTo(qint64 seq);
    //! Days are named from this; call it when the day changes.
    void setToday(QDate today);
    //! Display names, by user id, where they are not the username.
    void setNames(const QHash<QString, QString> &names);
    //! As it is to be shown; the username where no other is known.
    QString nameOf(const QString &userId, const QString &username) const;
    //! The lowest and highest stored seq; 0 when empty.
    qint64 oldestSeq() const;
    qint64 newestSeq() const;
    QString newestMessageId() const;
    //! As it is shown; empty where it is no row.
    QString plainText(const QString &messageId) const;
    //! -1 where it is not loaded.
    int rowOf(const QString &messageId) const;
    //! The newest of one's own that can be edited; empty for none.
    QString lastOwnId() const;
    //! One line of it, wherever it is stored.
    QString excerptOf(const QString &messageId) const;
    QString authorOf(const QString &messageId) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    struct Row
    {
        protocol::Message message;
        State state = State::Sent;
        QString errorText;
        QList<OutboxItem> changes{}; //!< of a stored message, in the order in which they wait
    };

    int positionOf(qint64 seq) const;
    bool replace(int at, const protocol::Message &message);
    void insertRun(int at, const QList<Row> &run);
    void changed(int first, int last);
    int findWaiting(const QString &clientId) const;
    const Row *older(int row) const;
    bool isDayStart(int row) const;
    bool isNewLine(int row) const;
    bool startsGroup(int row) const;
    const RenderedText &rendered(const Row &row) const;
    protocol::Message shown(const Row &row) const;
    void rowChanged(int at);
    void addChange(const OutboxItem &item);
    bool settleChange(const QString &clientId, const std::optional<QString> &error);
    const OutboxItem *refusedChange(const Row &row) const;
    State stateOf(const Row &row) const;
    QString peopleText(const QList<QString> &userIds) const;
    QVariantList reactionsOf(const protocol::Message &message) const;
    QVariantMap replyOf(const protocol::Message &message) const;
    QVariantList filesOf(int at) const;

    const Self m_self;
    QList<Row> m_rows; //!< newest first
    int m_waiting = 0; //!< the first so many rows are the outbox's
    qint64 m_newAfter = 0;
    qint64 m_readUpTo = 0;
    QDate m_today;
    QHash<QString, QString> m_names;
    Find m_find = [](const QString &) { return std::nullopt; };
    QString m_thread;
    std::function<int(const QString &)> m_countAnswers = [](const QString &) { return 0; };
    std::function<QObject *(const protocol::Message &)> m_chartOf =
        [](const protocol::Message &) -> QObject * { return nullptr; };
    LookAtFile m_lookAtFile = [](const protocol::File &, const QString &, int) { return FileLook(); };
    mutable QCache<QString, RenderedText> m_cache;
};

} // namespace hearth::app
