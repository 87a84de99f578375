#pragma once

#include "server/demo/machine.h"
#include "server/demo/visitor.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>

namespace hearth::server {

//! What moves in the demo beside its people: the figures of this machine, and a kiln and a tank that are not
//! there, each with an alert that happens every few minutes. By the same two ways as everybody's: a socket
//! that publishes, and requests that make the dashboards and the alerts where there are none yet.
class Workshop : public QObject
{
    Q_OBJECT

public:
    //! `server`: the Socket.IO address. Alerts speak in `roomId`.
    Workshop(const QUrl &server, const QString &token, const QString &roomId);

private:
    void tell();
    void furnish();
    void put(const QString &path, const QJsonObject &body);
    [[nodiscard]] QNetworkRequest requestTo(const QString &path) const;

    QUrl m_server;
    QString m_token;
    QString m_roomId;
    Visitor m_visitor;
    Machine m_machine;
    QElapsedTimer m_clock;
    QTimer m_timer;
    QNetworkAccessManager m_network;
};

} // namespace hearth::server
