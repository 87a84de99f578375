#pragma once

#include "app/models/remotelist.h"
#include "shared/protocol/administration.h"

namespace hearth::app {

class AccountSession;

//! What those did who run the server: the newest first, by pages.
class AuditModel : public RemoteList
{
    Q_OBJECT
    QML_NAMED_ELEMENT(AuditModel)
    QML_UNCREATABLE("made by the program")

public:
    enum Role {
        TextRole = Qt::UserRole, //!< "anna disabled ben"
        WhenRole,
        DetailRole,
    };

    explicit AuditModel(AccountSession &account, QObject *parent = nullptr);

    void refresh() override;
    void loadMore() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void ask(const QString &before);

    AccountSession &m_account;
    QList<protocol::AuditEntry> m_rows;
};

} // namespace hearth::app
