#pragma once

#include "shared/base/result.h"
#include "shared/protocol/dashboard.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class AccountSession;

//! Sends a panel to a room, where it is a chart in the conversation; lists the rooms to choose from, those
//! with the newest messages first. It waits for no connection: what a panel shows is what it shows now.
class PanelSender : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(PanelSender)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY stateChanged)
    //! Why it was not sent; empty where it was.
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)
    //! Of the panel that is to be sent.
    Q_PROPERTY(QString title READ title NOTIFY stateChanged)

public:
    enum Role { NameRole = Qt::UserRole, IsDirectRole, IsPrivateRole };

    explicit PanelSender(AccountSession &account, QObject *parent = nullptr);

    QString query() const { return m_query; }
    void setQuery(const QString &query);
    bool isBusy() const { return m_isBusy; }
    QString errorText() const { return m_errorText; }
    QString title() const;

    //! Lists the rooms for this panel. `rangeMs`: how far back it goes where it does not say so itself.
    void begin(const protocol::Panel &panel, qint64 rangeMs);
    Q_INVOKABLE void send(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void queryChanged();
    void stateChanged();
    //! Choose a room.
    void asked();
    void sent(const QString &roomName);

private:
    struct Choice
    {
        QString roomId, name;
        bool isDirect = false, isPrivate = false;
    };

    void list();
    void settle(bool isBusy, const QString &errorText);

    AccountSession &m_account;
    protocol::Panel m_panel;
    QList<Choice> m_rows;
    QHash<QString, QString> m_clientIds; //!< by room: of what may have been sent
    QString m_query;
    QString m_errorText;
    bool m_isBusy = false;
};

} // namespace hearth::app
