#pragma once

#include "app/store/records.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! What can be completed where one writes: people of the room after `@`, emoji by name after `:`. The best
//! match first; empty where there is nothing to complete.
class CompletionModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(CompletionModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { TitleRole = Qt::UserRole, SubtitleRole, PictureRole, SeedRole };

    struct Item
    {
        QString title;
        QString subtitle;
        QString picture; //!< an emoji, or empty: the title's letter
        QString seed;    //!< of the letter's colour
        QString insert;
    };

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_items.size()); }
    void setPeople(const QList<MemberRecord> &people) { m_people = people; }

    //! Looks at the word before the cursor.
    Q_INVOKABLE void look(const QString &text, int cursor);
    //! Says what to put in place of the word.
    Q_INVOKABLE void accept(int row);
    //! Nothing more for this word.
    Q_INVOKABLE void dismiss();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    //! The text from `from` to before `to` becomes `text`.
    void accepted(int from, int to, const QString &text);

private:
    QList<Item> peopleFor(const QString &typed) const;
    void show(QList<Item> items);

    QList<MemberRecord> m_people;
    QList<Item> m_items;
    int m_from = -1;
    int m_to = -1;
    QChar m_next;         //!< what follows the word; null at the end
    int m_dismissed = -1; //!< where the word begins that is left alone
};

} // namespace hearth::app
