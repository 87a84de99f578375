#pragma once

#include <QObject>
#include <QRect>
#include <QSettings>
#include <QTimer>

class QWindow;

namespace hearth::app {

//! Keeps where the window stood over a restart.
class WindowPlace : public QObject
{
    Q_OBJECT

public:
    explicit WindowPlace(const QString &iniFile, QObject *parent = nullptr);
    ~WindowPlace() override;

    //! Puts the window where it was left, and from then on notes where it goes.
    void attach(QWindow *window);

    //! The kept place, moved and shrunk so that all of it can be seen on one of these screens: a screen may
    //! be gone, or be another one. Null where nothing is kept.
    [[nodiscard]] static QRect fitted(const QRect &kept, const QList<QRect> &screens);

private:
    void note();
    void save();

    QSettings m_settings;
    QTimer m_timer;
    QWindow *m_window = nullptr;
    QRect m_place;
    bool m_maximized = false;
};

} // namespace hearth::app
