#pragma once

#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! What is known of one message beside itself: what it said before, and who has read it. Asked for when
//! somebody looks.
class MessageDetails : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(MessageDetails)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QVariantList earlier READ earlier NOTIFY changed)
    Q_PROPERTY(QVariantList readers READ readers NOTIFY changed)
    Q_PROPERTY(QString statusText READ statusText NOTIFY changed)

public:
    MessageDetails(AccountSession &account, QString roomId, QObject *parent = nullptr);

    //! List of {when, text}, the newest first: the text that stands there now is the first.
    QVariantList earlier() const { return m_earlier; }
    //! List of {userId, name, presence, status}, by name.
    QVariantList readers() const { return m_readers; }
    //! That it is being asked for, that there is nothing, or why there is no answer; empty where there is
    //! one.
    QString statusText() const { return m_statusText; }

    Q_INVOKABLE void showEarlier(const QString &messageId);
    Q_INVOKABLE void showReaders(const QString &messageId);

Q_SIGNALS:
    void changed();

private:
    void begin(const QString &messageId);
    void settle(const QString &statusText);
    //! For what a request calls back: runs `act` where the same message is still looked at.
    template <class Act>
    auto whileShown(Act act);

    AccountSession &m_account;
    const QString m_roomId;
    QString m_messageId;
    QVariantList m_earlier;
    QVariantList m_readers;
    QString m_statusText;
};

} // namespace hearth::app
