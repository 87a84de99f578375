#include "tests/support/privatebus.h"

#include <QFile>

namespace hearth {

PrivateBus::PrivateBus(Type type)
{
    const QByteArray name = type == Type::System ? "system" : "session";
    QFile file(filePath(QStringLiteral("bus.conf")));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write("<busconfig><type>" + name + "</type><listen>unix:dir=" + m_folder.path().toUtf8() +
               "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\"/>"
               "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
    file.close();
    m_daemon.start(
        QStringLiteral("dbus-daemon"), {QStringLiteral("--config-file=") + file.fileName(),
                                           QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    if (!m_daemon.waitForReadyRead())
        return;
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    qputenv(
        type == Type::System ? "DBUS_SYSTEM_BUS_ADDRESS" : "DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());
}

PrivateBus::~PrivateBus()
{
    m_daemon.kill();
    m_daemon.waitForFinished();
}

} // namespace hearth
