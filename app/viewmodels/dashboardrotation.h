#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class DashboardsViewModel;

//! Dashboards in turn, for a screen on the wall.
class DashboardRotation : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(DashboardRotation)
    QML_UNCREATABLE("made by the program")
    //! Why nothing is shown, or which of those that were asked for there are not; empty where all are.
    Q_PROPERTY(QString noteText READ noteText NOTIFY changed)

public:
    //! What `--wall` asks for.
    struct Wanted
    {
        QStringList names; //!< or ids
        int seconds = defaultSeconds;
    };
    static constexpr int defaultSeconds = 30;
    static constexpr int leastSeconds = 5;

    //! `dashboards` lives longer.
    DashboardRotation(DashboardsViewModel &dashboards, Wanted wanted, QObject *parent = nullptr);

    QString noteText() const { return m_noteText; }
    //! The next of those that there are.
    void next();

Q_SIGNALS:
    void changed();

private:
    void look();
    [[nodiscard]] QStringList found() const;

    DashboardsViewModel &m_dashboards;
    const Wanted m_wanted;
    QTimer m_timer;
    QString m_noteText;
};

} // namespace hearth::app
