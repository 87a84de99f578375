#pragma once

#include "app/models/remotelist.h"
#include "app/viewmodels/alertform.h"
#include "shared/protocol/alert.h"
#include "shared/protocol/dashboard.h"

#include <QPointer>

namespace hearth::app {

class AccountSession;

//! The rules that watch the channels of a panel, or of a whole dashboard, and speak up in a room.
class AlertsModel : public RemoteList
{
    Q_OBJECT
    QML_NAMED_ELEMENT(AlertsModel)
    QML_UNCREATABLE("made by the program")
    //! The rule that is being described; null where none is.
    Q_PROPERTY(hearth::app::AlertForm *form READ form NOTIFY formChanged)

public:
    enum Role {
        AlertIdRole = Qt::UserRole,
        NameRole,
        RuleRole,  //!< "kiln above 1200 for 5 min, tells Engine room"
        PhaseRole, //!< protocol::AlertPhase: 0 quiet, 1 pending, 2 firing
        PhaseTextRole,
    };

    explicit AlertsModel(AccountSession &account, QObject *parent = nullptr);

    AlertForm *form() const { return m_form; }
    //! Only the rules on these channels are rows; a new one begins with the first of them.
    void begin(
        const QList<protocol::Threshold> &thresholds, const QStringList &channels, const QString &field);

    void refresh() override;
    Q_INVOKABLE void add();
    Q_INVOKABLE void edit(const QString &alertId);
    //! The form, where it is right; the list shows it then.
    Q_INVOKABLE void save();
    Q_INVOKABLE void cancel();
    Q_INVOKABLE void remove(const QString &alertId);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void formChanged();

private:
    void open(const protocol::PutAlert &rule);
    void show(QList<protocol::Alert> alerts);

    AccountSession &m_account;
    QList<protocol::Alert> m_rows;
    QStringList m_channels;
    QString m_field;
    std::optional<double> m_threshold;
    AlertForm *m_form = nullptr;
};

} // namespace hearth::app
