#pragma once

#include <QObject>

namespace hearth::app {

//! What the desktop shows outside of the window. Each note has a key of ours; the same key again takes the
//! place of the note that is there.
class Notifier : public QObject
{
    Q_OBJECT

public:
    struct Note
    {
        QString key;
        QString title;
        QString body;
        bool canReply = false; //!< a field for an answer, where the desktop has one
        bool operator==(const Note &) const = default;
    };

    using QObject::QObject;

    //! Plain texts, whatever a peer wrote in them.
    virtual void show(const Note &note) = 0;
    //! It is not shown any more; nothing happens where it is not.
    virtual void close(const QString &key) = 0;

Q_SIGNALS:
    //! The person wants to see what it is about.
    void opened(const QString &key);
    void markedRead(const QString &key);
    void replied(const QString &key, const QString &text);
};

} // namespace hearth::app
