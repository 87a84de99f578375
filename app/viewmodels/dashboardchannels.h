#pragma once

#include "app/models/remotelist.h"
#include "shared/protocol/dashboard.h"
#include "shared/protocol/events/channels.h"

#include <QSet>

namespace hearth::app {

class AccountSession;

//! The server's channels: as rows those that are on no panel of the dashboard that is open, and all of them
//! to complete what is typed.
class ChannelsModel : public RemoteList
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ChannelsModel)
    QML_UNCREATABLE("made by the program")

public:
    enum Role { ChannelRole = Qt::UserRole, ValueTextRole };

    explicit ChannelsModel(AccountSession &account, QObject *parent = nullptr);

    void refresh() override;
    //! What is on some panel and no row.
    void setPlaced(const QSet<QString> &channels);
    //! Names that fit what is typed, the best first; at most `hintsAtMost`.
    Q_INVOKABLE QStringList hints(const QString &typed) const;
    //! The names of a channel's numbers; `value` where it is one.
    Q_INVOKABLE QStringList fieldsOf(const QString &channel) const;
    //! What shows this channel best, without a place.
    [[nodiscard]] protocol::Panel panelFor(const QString &channel) const;

    static constexpr int hintsAtMost = 8;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    [[nodiscard]] const protocol::ChannelUpdate *find(const QString &channel) const;
    void show();

    AccountSession &m_account;
    QList<protocol::ChannelUpdate> m_all;
    QList<protocol::ChannelUpdate> m_rows;
    QSet<QString> m_placed;
};

} // namespace hearth::app
