#pragma once

#include "shared/protocol/entities.h"

#include <QAbstractListModel>
#include <QSet>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace hearth::app {

//! Messages out of their rooms: what a search found, or what is pinned. The newest first, each once; of two
//! states of one the newer.
class FoundModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(FoundModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        MessageIdRole = Qt::UserRole,
        AuthorRole,
        AuthorIdRole,
        RoomRole, //!< the room's name; empty where it goes without saying
        WhenRole,
        ExcerptRole, //!< StyledText: escaped, with `b` around the words that were searched for
        SpokenRole   //!< the same without marks
    };

    //! What is shown of a message beside its text.
    struct Names
    {
        std::function<QString(const protocol::Message &)> author;
        std::function<QString(const protocol::Message &)> room;
    };

    explicit FoundModel(Names names, QObject *parent = nullptr);

    int count() const { return int(m_rows.size()); }
    const protocol::Message &at(int row) const { return m_rows.at(row); }
    //! Forgets all; `terms` are marked from now on.
    void begin(const QStringList &terms, qint64 now);
    void add(const QList<protocol::Message> &messages);
    //! Its text is another now, or gone.
    void update(const protocol::Message &message);
    void remove(const QString &messageId);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    int find(const QString &messageId) const;

    const Names m_names;
    QList<protocol::Message> m_rows;
    QSet<QString> m_ids; //!< of the rows
    QStringList m_terms;
    qint64 m_now = 0;
};

} // namespace hearth::app
