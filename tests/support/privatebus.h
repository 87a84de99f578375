#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QTemporaryDir>

namespace hearth {

//! A real dbus-daemon for one test program, in a folder that goes with it.
class PrivateBus
{
public:
    enum class Type { Session, System };

    //! Starts it and names it to everything in this process, and to what this process starts; Qt reads the
    //! address of a bus once. isRunning() tells whether it came up.
    explicit PrivateBus(Type type);
    ~PrivateBus();

    [[nodiscard]] bool isRunning() const { return !m_address.isEmpty(); }
    //! A connection of its own for each name.
    [[nodiscard]] QDBusConnection connection(const QString &name) const
    {
        return QDBusConnection::connectToBus(m_address, name);
    }
    //! To stop it and let it go on.
    [[nodiscard]] qint64 processId() const { return m_daemon.processId(); }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};

} // namespace hearth
