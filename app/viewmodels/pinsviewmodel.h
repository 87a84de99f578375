#pragma once

#include "app/models/foundmodel.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! The messages that a room keeps at hand: those on this computer at once, then all that the server knows of.
class PinsViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(PinsViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(hearth::app::FoundModel *messages READ messages CONSTANT)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    PinsViewModel(AccountSession &account, QString roomId, QObject *parent = nullptr);

    FoundModel *messages() const { return m_messages; }
    //! Why the list may lack some; empty where it does not.
    QString errorText() const { return m_errorText; }

    Q_INVOKABLE void refresh();
    //! chosen() follows.
    Q_INVOKABLE void open(int row);

Q_SIGNALS:
    void changed();
    void chosen(const QString &messageId, qint64 seq);

private:
    AccountSession &m_account;
    const QString m_roomId;
    FoundModel *m_messages;
    int m_news = 0; //!< how many changes came: a list that was asked for before is old
    QString m_errorText;
};

} // namespace hearth::app
