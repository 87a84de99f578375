#pragma once

#include "tests/support/privatebus.h"

#include <QObject>
#include <QVariantMap>

namespace hearth {

//! A desktop's service for notes, which writes down what it is asked to show.
class Desktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Asked
    {
        uint replaces;
        QString title, body;
        QStringList actions;
    };

    Desktop(const PrivateBus &bus, const QStringList &capabilities)
        : m_bus(bus.connection(QStringLiteral("desktop"))), m_capabilities(capabilities)
    {
        m_isThere = m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
                        QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals) &&
                    m_bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }
    ~Desktop() override { QDBusConnection::disconnectFromBus(QStringLiteral("desktop")); }

    [[nodiscard]] bool isThere() const { return m_isThere; }
    QList<Asked> asked;
    QList<uint> closed;

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationReplied(uint id, const QString &text);
    void NotificationClosed(uint id, uint reason);

public Q_SLOTS:
    QStringList GetCapabilities() const { return m_capabilities; }
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &body,
        const QStringList &actions, const QVariantMap &, int)
    {
        asked += {replaces, title, body, actions};
        return replaces > 0 ? replaces : ++m_last;
    }
    void CloseNotification(uint id)
    {
        closed += id;
        Q_EMIT NotificationClosed(id, 3);
    }

private:
    QDBusConnection m_bus;
    QStringList m_capabilities;
    uint m_last = 0;
    bool m_isThere = false;
};

} // namespace hearth
