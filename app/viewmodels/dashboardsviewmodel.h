#pragma once

#include "app/live/channelfeed.h"
#include "app/viewmodels/dashboardlist.h"
#include "app/viewmodels/dashboardviewmodel.h"
#include "app/viewmodels/panelsender.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace hearth::app {

class AccountSession;

//! The team's dashboards, and the one that is open.
class DashboardsViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(DashboardsViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(hearth::app::DashboardList *list READ list CONSTANT)
    Q_PROPERTY(hearth::app::DashboardViewModel *current READ current NOTIFY currentChanged)
    Q_PROPERTY(hearth::app::PanelSender *sender READ sender CONSTANT)
    Q_PROPERTY(bool busy READ isBusy NOTIFY stateChanged)
    //! Why the last action failed; empty after the next.
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)
    //! What makes a first value, for a terminal; TOKEN stands in it until makeToken() has one.
    Q_PROPERTY(QString curlLine READ curlLine NOTIFY stateChanged)
    Q_PROPERTY(bool hasToken READ hasToken NOTIFY stateChanged)

public:
    explicit DashboardsViewModel(AccountSession &account, QObject *parent = nullptr);
    ~DashboardsViewModel() override;

    DashboardList *list() const { return m_list; }
    //! Null where none is open.
    DashboardViewModel *current() const { return m_current.get(); }
    bool isBusy() const { return m_isBusy; }
    PanelSender *sender() const { return m_sender; }
    LiveChannels &feed() { return m_feed; }
    //! The server has said, in this session, which there are.
    bool isHeard() const;
    QString errorText() const { return m_errorText; }
    QString curlLine() const;
    bool hasToken() const { return !m_token.isEmpty(); }

    Q_INVOKABLE void open(const QString &dashboardId);
    Q_INVOKABLE void close();
    //! Asks `sender` to send a panel of the one that is open.
    Q_INVOKABLE void sendPanel(const QString &panelId);
    //! created() follows, or errorText says why not.
    Q_INVOKABLE void create(const QString &name);
    //! For everybody. Of the one that is open, whatever was being edited.
    Q_INVOKABLE void removeCurrent();
    //! One that publishes to channels and does nothing else.
    Q_INVOKABLE void makeToken();
    Q_INVOKABLE void clearError();
    //! Opens the one that was open when the program ended, where it still is.
    void reopen();

Q_SIGNALS:
    void currentChanged();
    void stateChanged();
    //! Which there are, or whether that is heard.
    void listChanged();
    //! What was open is no more.
    void lost(const QString &why);
    //! create() has made it, and it is open.
    void created();

private:
    void setCurrent(std::unique_ptr<DashboardViewModel> next);
    void settle(const QString &errorText);

    AccountSession &m_account;
    ChannelFeed m_feed;
    TimeRange m_range;
    QObject m_left; //!< holds what was closed until QML has let go of it; it goes before the feed
    DashboardList *m_list;
    ChannelsModel *m_channels;
    PanelSender *m_sender;
    std::unique_ptr<DashboardViewModel> m_current;
    QString m_errorText;
    QString m_token;
    bool m_isBusy = false;
};

} // namespace hearth::app
