#pragma once

#include "app/models/remotelist.h"
#include "shared/protocol/hook.h"

namespace hearth::app {

class AccountSession;

//! The webhooks of a room: ways in for programs that can only post. A new one's address is shown once.
class HooksModel : public RemoteList
{
    Q_OBJECT
    QML_NAMED_ELEMENT(HooksModel)
    QML_UNCREATABLE("made by the program")
    //! Of the hook that was made last; empty after clear().
    Q_PROPERTY(QString url READ url NOTIFY madeChanged)
    //! What says something in the room, and what tells a channel its next value; for a terminal.
    Q_PROPERTY(QString messageLine READ messageLine NOTIFY madeChanged)
    Q_PROPERTY(QString valueLine READ valueLine NOTIFY madeChanged)

public:
    enum Role { HookIdRole = Qt::UserRole, NameRole, DetailsRole };

    HooksModel(AccountSession &account, QString roomId, QObject *parent = nullptr);

    QString url() const { return m_url; }
    QString messageLine() const;
    QString valueLine() const;

    void refresh() override;
    //! By this name it speaks.
    Q_INVOKABLE void make(const QString &name);
    Q_INVOKABLE void remove(const QString &hookId);
    Q_INVOKABLE void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void madeChanged();

private:
    void show(const QList<protocol::ShownHook> &hooks);
    [[nodiscard]] QString line(const QString &json) const;

    AccountSession &m_account;
    const QString m_roomId;
    QList<protocol::ShownHook> m_rows;
    QString m_url;
};

} // namespace hearth::app
