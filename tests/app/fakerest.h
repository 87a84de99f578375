#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace hearth::app {

//! A server of HTTP that says what it is told to, for answers that the real one gives only to some.
class FakeRest : public QTcpServer
{
public:
    FakeRest()
    {
        listen(QHostAddress::LocalHost, 0);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    //! By "GET /api/users?limit=100"; a path that is not here is not found.
    QHash<QString, QJsonObject> answers;
    //! What was asked, with its body: "PATCH /api/users/u1 {"role":"admin"}".
    QStringList asked;
    //! Requests that are answered by release() only, with what is in `answers` then.
    QSet<QString> held;
    [[nodiscard]] bool holds(const QString &request) const { return m_waiting.contains(request); }
    void release(const QString &request)
    {
        held.remove(request);
        for (QTcpSocket *each : m_waiting.take(request))
            answer(each, request);
    }

private:
    void take(QTcpSocket *socket)
    {
        QByteArray &got = m_got[socket];
        got += socket->readAll();
        const qsizetype head = got.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        qsizetype length = 0;
        for (const QByteArray &line : got.left(head).split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                length = line.mid(15).trimmed().toLongLong();
        }
        if (got.size() < head + 4 + length)
            return;
        const QString request = QString::fromUtf8(got.left(got.indexOf(" HTTP/")));
        const QByteArray body = got.mid(head + 4, length);
        m_got.remove(socket);
        asked += body.isEmpty() ? request : request + QLatin1Char(' ') + QString::fromUtf8(body);
        if (held.contains(request))
            m_waiting[request] += socket;
        else
            answer(socket, request);
    }

    void answer(QTcpSocket *socket, const QString &request)
    {
        const bool isKnown = answers.contains(request);
        const QByteArray json = QJsonDocument(
            isKnown ? answers.value(request)
                    : QJsonObject{{QStringLiteral("error"),
                          QJsonObject{{QStringLiteral("code"), QStringLiteral("not_found")},
                              {QStringLiteral("message"), QStringLiteral("There is nothing here")}}}})
                                    .toJson(QJsonDocument::Compact);
        socket->write("HTTP/1.1 " + QByteArray(isKnown ? "200 OK" : "404 Not Found") +
                      "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " +
                      QByteArray::number(json.size()) + "\r\n\r\n" + json);
        socket->disconnectFromHost();
    }

    QHash<QTcpSocket *, QByteArray> m_got;
    QHash<QString, QList<QTcpSocket *>> m_waiting;
};

} // namespace hearth::app
