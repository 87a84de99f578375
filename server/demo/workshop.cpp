#include "server/demo/workshop.h"

#include <QFile>
#include <QJsonDocument>
#include <QNetworkReply>

#include <cmath>

namespace hearth::server {

namespace {

constexpr int tellMs = 1'000;
constexpr double kilnPeriod = 420; // seconds
constexpr double tankPeriod = 600;

double rounded(double value)
{
    return double(qRound64(value * 10)) / 10;
}

//! Above 900 for a minute of each period.
double kilnAt(double seconds)
{
    return rounded(850 + 58 * std::sin(seconds * 2 * M_PI / kilnPeriod) + 3 * std::sin(seconds * 1.7));
}

//! Runs empty, and is filled again when it is nearly so.
double tankAt(double seconds)
{
    const double part = std::fmod(seconds, tankPeriod) / tankPeriod;
    return rounded(part < 0.85 ? 90 - 88 * part : 15 + (part - 0.85) * 500);
}

QJsonObject furniture()
{
    QFile file(QStringLiteral(":/hearth/demo/workshop.json"));
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

Workshop::Workshop(const QUrl &server, const QString &token, const QString &roomId)
    : m_server(server)
    , m_token(token)
    , m_roomId(roomId)
    , m_visitor(server, token, {}, QStringLiteral("online"))
{
    m_clock.start();
    connect(&m_visitor, &Visitor::arrived, this, &Workshop::furnish);
    connect(&m_timer, &QTimer::timeout, this, &Workshop::tell);
    m_timer.start(tellMs);
}

void Workshop::tell()
{
    const double seconds = double(m_clock.elapsed()) / 1000;
    m_visitor.publish(QStringLiteral("machine"), m_machine.read(m_clock.elapsed()));
    m_visitor.publish(QStringLiteral("kiln"), kilnAt(seconds));
    m_visitor.publish(QStringLiteral("tank"), tankAt(seconds));
}

QNetworkRequest Workshop::requestTo(const QString &path) const
{
    QUrl url = m_server;
    url.setScheme(QStringLiteral("http"));
    url.setPath(path);
    url.setQuery(QString());
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setRawHeader("Authorization", "Bearer " + m_token.toUtf8());
    return request;
}

void Workshop::put(const QString &path, const QJsonObject &body)
{
    QNetworkReply *reply = m_network.put(requestTo(path), QJsonDocument(body).toJson(QJsonDocument::Compact));
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

void Workshop::furnish()
{
    QNetworkReply *reply = m_network.get(requestTo(QStringLiteral("/api/dashboards")));
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        const QJsonObject answer = QJsonDocument::fromJson(reply->readAll()).object();
        // One that is there was made by an earlier run, or by somebody.
        if (!answer.contains(QLatin1String("dashboards")) ||
            !answer.value(QLatin1String("dashboards")).toArray().isEmpty())
            return;
        const QJsonObject all = furniture();
        for (const QJsonValue dashboard : all.value(QLatin1String("dashboards")).toArray())
            put(QStringLiteral("/api/dashboards"), dashboard.toObject());
        for (const QJsonValue each : all.value(QLatin1String("alerts")).toArray()) {
            QJsonObject alert = each.toObject();
            alert.insert(QStringLiteral("roomId"), m_roomId);
            put(QStringLiteral("/api/alerts"), alert);
        }
    });
}

} // namespace hearth::server
