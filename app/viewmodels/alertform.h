#pragma once

#include "shared/base/result.h"
#include "shared/protocol/alert.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! A rule as a form: numbers are texts until they are taken.
class AlertForm : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(AlertForm)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(bool isNew READ isNew CONSTANT)
    Q_PROPERTY(QString name MEMBER m_name NOTIFY changed)
    Q_PROPERTY(QString roomId MEMBER m_roomId NOTIFY changed)
    Q_PROPERTY(QString roomName READ roomName NOTIFY changed)
    //! Rooms in which it may speak: those of several people that one may write in.
    Q_PROPERTY(QStringList roomIds READ roomIds CONSTANT)
    Q_PROPERTY(QStringList roomNames READ roomNames CONSTANT)
    Q_PROPERTY(QString channel MEMBER m_channel NOTIFY changed)
    Q_PROPERTY(QString field MEMBER m_field NOTIFY changed)
    //! above, below or absent.
    Q_PROPERTY(QString condition MEMBER m_condition NOTIFY changed)
    Q_PROPERTY(bool hasValue READ hasValue NOTIFY changed)
    Q_PROPERTY(QString value MEMBER m_value NOTIFY changed)
    //! Where it is over again; empty: at the same value.
    Q_PROPERTY(QString clearAt MEMBER m_clearAt NOTIFY changed)
    //! For how long it has to last.
    Q_PROPERTY(QString minutes MEMBER m_minutes NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)

public:
    AlertForm(AccountSession &account, const protocol::PutAlert &rule, QObject *parent = nullptr);

    bool isNew() const { return !m_rule.id; }
    QString roomName() const;
    QStringList roomIds() const { return m_roomIds; }
    QStringList roomNames() const { return m_roomNames; }
    bool hasValue() const { return m_condition != QLatin1String("absent"); }
    QString errorText() const { return m_errorText; }
    void setErrorText(const QString &text);

    //! What the form says, or what is wrong with it.
    [[nodiscard]] Result<protocol::PutAlert> rule() const;

Q_SIGNALS:
    void changed();
    void errorTextChanged();

private:
    const protocol::PutAlert m_rule;
    QStringList m_roomIds, m_roomNames;
    QString m_name, m_roomId, m_channel, m_field, m_condition, m_value, m_clearAt, m_minutes, m_errorText;
};

} // namespace hearth::app
