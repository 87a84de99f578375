#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QSet>

namespace hearth::app {

//! Whether the desktop asks for less motion, by its settings portal (org.freedesktop.portal.Settings), which
//! GNOME, KDE and the others answer each with a key of its own. Asked without waiting; without a portal the
//! answer is no.
class MotionPreference : public QObject
{
    Q_OBJECT

public:
    explicit MotionPreference(
        const QDBusConnection &bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);

    bool isReduced() const { return !m_reducing.isEmpty(); }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QDBusMessage &signal);

private:
    void ask(const QString &group, const QString &key);
    void take(const QString &group, const QString &key, QVariant value);

    QDBusConnection m_bus;
    QSet<QString> m_reducing; //!< keys that ask for less motion
};

} // namespace hearth::app
