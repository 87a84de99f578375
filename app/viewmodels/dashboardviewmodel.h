#pragma once

#include "app/viewmodels/alertsmodel.h"
#include "app/viewmodels/dashboardchannels.h"
#include "app/viewmodels/dashboardeditor.h"
#include "app/viewmodels/dashboardpanels.h"
#include "app/viewmodels/dashboardshare.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace hearth::app {

class AccountSession;

//! One dashboard, as it is looked at and as it is edited. What is edited is a version of one's own, kept on
//! this device, until the server has taken it; what others change meanwhile is told and overwrites nothing.
class DashboardViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(DashboardViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString dashboardId READ dashboardId CONSTANT)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(hearth::app::TimeRange *range READ range CONSTANT)
    Q_PROPERTY(hearth::app::DashboardPanels *panels READ panels CONSTANT)
    Q_PROPERTY(hearth::app::ChannelsModel *channels READ channels CONSTANT)
    Q_PROPERTY(hearth::app::DashboardShare *share READ share CONSTANT)
    Q_PROPERTY(hearth::app::AlertsModel *alerts READ alerts CONSTANT)
    //! How many the page has room for: 12, 6 or 1. Panels are moved only in 12.
    Q_PROPERTY(int columns READ columns WRITE setColumns NOTIFY columnsChanged)
    //! How many rows are in use.
    Q_PROPERTY(int lines READ lines NOTIFY layoutChanged)
    Q_PROPERTY(bool editing READ isEditing NOTIFY editingChanged)
    Q_PROPERTY(bool dirty READ isDirty NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    //! Somebody else has changed it: save over theirs, or throw one's own away.
    Q_PROPERTY(bool conflict READ isConflict NOTIFY changed)
    //! What stands in the way of saving, in a sentence; empty where nothing does.
    Q_PROPERTY(QString noteText READ noteText NOTIFY changed)
    //! The panel that is being described; null where none is.
    Q_PROPERTY(hearth::app::PanelEditor *editor READ editor NOTIFY editorChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY changed)
    //! What undo() takes back: "Removed Temperature".
    Q_PROPERTY(QString undoText READ undoText NOTIFY changed)

public:
    DashboardViewModel(AccountSession &account, ChannelFeed &feed, TimeRange &range, ChannelsModel &channels,
        const protocol::Dashboard &dashboard, QObject *parent = nullptr);

    QString dashboardId() const { return m_now.id; }
    QString name() const;
    TimeRange *range() const { return &m_range; }
    DashboardPanels *panels() const { return m_panels; }
    ChannelsModel *channels() const { return &m_channels; }
    DashboardShare *share() const { return m_share; }
    AlertsModel *alerts() const { return m_alerts; }
    int columns() const { return m_columns; }
    void setColumns(int columns);
    int lines() const { return m_lines; }
    bool isEditing() const { return m_isEditing; }
    bool isDirty() const { return m_now.panels != m_base.panels || m_now.name != m_base.name; }
    bool isBusy() const { return m_isBusy; }
    bool isConflict() const { return m_isConflict; }
    QString noteText() const { return m_noteText; }
    PanelEditor *editor() const { return m_editor; }
    bool canUndo() const { return !m_undo.isEmpty(); }
    QString undoText() const { return m_undo.isEmpty() ? QString() : m_undo.last().what; }
    const protocol::Dashboard &dashboard() const { return m_now; }

    //! Lists in `alerts` what watches this panel; with no id, what watches any.
    Q_INVOKABLE void showAlerts(const QString &panelId);
    Q_INVOKABLE void beginEdit();
    //! As the server has it, after what is being saved now; closed() where it has none any more.
    Q_INVOKABLE void discard();
    //! Ends editing once it is saved; noteText says why it is not.
    Q_INVOKABLE void save();
    //! The same, whatever others have changed meanwhile.
    Q_INVOKABLE void saveOver();
    Q_INVOKABLE void undo();
    Q_INVOKABLE void rename(const QString &name);
    //! A panel that shows this channel, at the first place that is free. Outside of editing it is saved at
    //! once.
    Q_INVOKABLE void addChannel(const QString &channel);
    Q_INVOKABLE void removePanel(const QString &panelId);
    //! Opens the form of a panel, or of a new one.
    Q_INVOKABLE void editPanel(const QString &panelId);
    Q_INVOKABLE void newPanel();
    Q_INVOKABLE void closeEditor();
    //! Puts it into its place, or at the first that is free. Outside of editing it is saved at once.
    void putPanel(const protocol::Panel &panel);

    //! Shows where the panel would come to stand; nothing is changed until drop().
    Q_INVOKABLE void dragTo(const QString &panelId, int column, int line);
    Q_INVOKABLE void stretchTo(const QString &panelId, int wide, int high);
    Q_INVOKABLE void drop();
    Q_INVOKABLE void cancelDrag();
    //! One step by the keyboard; announced() says where it stands then.
    Q_INVOKABLE void step(const QString &panelId, int columns, int lines);
    Q_INVOKABLE void grow(const QString &panelId, int columns, int lines);

    //! It is being deleted here: that it goes is no news. Back, where the server did not do it.
    void setLeaving(bool leaving);

    static constexpr qsizetype undosAtMost = 50;

Q_SIGNALS:
    void changed();
    void columnsChanged();
    void layoutChanged();
    void editingChanged();
    void editorChanged();
    //! For assistive technology.
    void announced(const QString &text);
    //! There is no such dashboard any more.
    void closed(const QString &why);
    //! It was deleted while it was edited, and what was edited is a dashboard of its own now.
    void savedAsNew(const QString &dashboardId);

private:
    struct Past
    {
        QString name;
        QList<protocol::Panel> panels;
        QString what;
    };

    [[nodiscard]] grid::Items items() const;
    void show();
    void showPlaces(const grid::Items &places);
    void takeNews();
    void take(const protocol::Dashboard &now);
    //! The edit goes on from here; `what` names it for undo.
    void edited(const QString &what, const QList<protocol::Panel> &panels);
    void setEditing(bool editing);
    bool put(const protocol::Panel &panel); //!< false: noteText says why not
    void describe(const protocol::Panel &panel);
    void arrange(const QString &what, const grid::Items &places);
    void sent(const protocol::Dashboard &sent, const Result<protocol::Dashboard> &answer);
    void noteConflict();
    void keepEdit();
    void tell(const QString &panelId);
    [[nodiscard]] QString titleOf(const QString &panelId) const;

    AccountSession &m_account;
    TimeRange &m_range;
    ChannelsModel &m_channels;
    DashboardPanels *m_panels;
    DashboardShare *m_share;
    AlertsModel *m_alerts;
    PanelEditor *m_editor = nullptr;
    protocol::Dashboard m_base; //!< as the server has it, as far as the edit knows
    protocol::Dashboard m_now;
    QList<Past> m_undo;
    std::optional<grid::Items> m_drag;
    QString m_dragged;
    QString m_noteText;
    int m_columns = protocol::gridColumns;
    int m_lines = 0;
    bool m_isEditing = false;
    bool m_isBusy = false;
    bool m_isConflict = false;
    bool m_isGone = false;
    bool m_savesAtOnce = false; //!< what is changed now is no edit that goes on
    bool m_isLeaving = false;
    bool m_discards = false; //!< as soon as the answer is there
    bool m_waits = false;    //!< is to be saved once there is a connection
};

} // namespace hearth::app
