#pragma once

#include "app/store/records.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! The person's rooms: what needs them first, then the unread, then the rest.
class RoomListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(RoomListModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int unreadTotal READ unreadTotal NOTIFY unreadTotalChanged)

public:
    enum Role {
        RoomIdRole = Qt::UserRole,
        NameRole,
        TopicRole,
        UnreadRole,
        MentionsRole,
        IsDirectRole,
        IsPrivateRole,
        PresenceRole, //!< SessionViewModel::Status of the other person, or unknownPresence
        SectionRole,
        IsCurrentRole,
        HasDraftRole,
    };
    enum class Section { NeedsMe, Unread, Rest };
    Q_ENUM(Section)

    struct Row
    {
        RoomRecord room;
        int presence = 3;
        bool hasDraft = false;
        Section section = Section::Rest; //!< these two are set by the model
        qint64 orderAt = 0;
        bool operator==(const Row &) const = default;
    };

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }
    //! Everything that needs the person: for the window's title.
    int unreadTotal() const;
    //! Replaces all rows by small steps (moves, not a reset), so that a view keeps its place. The current
    //! room keeps its section while it is open.
    void setRows(QList<Row> rows);
    //! Updates or adds one.
    void setRow(Row row);
    void remove(const QString &roomId);
    void setCurrent(const QString &roomId);
    QString current() const { return m_current; }
    void setPresence(const QString &userId, int presence);
    void setHasDraft(const QString &roomId, bool hasDraft);
    //! The next room with something unread after `from` (1) or before it (-1), round the end; empty when
    //! none.
    QString nextUnread(const QString &from, int direction) const;
    const QList<Row> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void unreadTotalChanged();

private:
    int find(const QString &roomId) const;
    void rank(Row &row) const;
    static bool isBefore(const Row &a, const Row &b);
    void place(int row);
    void changed(int row);

    QList<Row> m_rows;
    QString m_current;
};

} // namespace hearth::app
