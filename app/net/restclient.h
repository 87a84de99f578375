#pragma once

#include "app/platform/account.h"
#include "shared/base/result.h"
#include "shared/protocol/entities.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace hearth::app {

//! The REST requests of the app to one server. Replies come later, once, on this thread; none after
//! destruction. A network that fails gives Unavailable with a sentence for people.
class RestClient : public QObject
{
    Q_OBJECT

public:
    static constexpr int timeoutMs = 10'000;
    static constexpr qint64 maxReplyBytes = 8 * 1024 * 1024;

    RestClient(
        QNetworkAccessManager &network, QUrl server, QByteArray fingerprint, QObject *parent = nullptr);

    void setToken(const QString &token) { m_token = token; }
    //! After a failed request over TLS: the SHA-256 of a certificate that neither the system nor a pin
    //! vouches for. Empty where that was not the reason.
    const QByteArray &untrustedFingerprint() const { return m_untrusted; }

    template <class T>
    using Reply = std::function<void(Result<T>)>;

    //! A room that anybody may join.
    struct PublicRoom
    {
        QString id, name, topic;
    };

    //! A code that lets one new person in.
    struct Invite
    {
        QString code;
        qint64 expiresAt = 0; //!< ms since 1970
    };

    //! Oldest first.
    struct HistoryPage
    {
        QList<protocol::Message> messages;
        //! The messages know the room's changes up to here; nothing: an older server, which does not say.
        std::optional<qint64> changeSeq;
    };

    //! Whether a hearthd is there.
    void probe(Reply<Done> reply);
    void login(const QString &username, const QString &password, Reply<SignedIn> reply);
    void registerUser(
        const QString &username, const QString &password, const QString &invite, Reply<SignedIn> reply);
    void logout();
    void me(Reply<protocol::User> reply);
    //! For owners and admins; Forbidden for others.
    void makeInvite(Reply<Invite> reply);
    void rooms(Reply<QList<protocol::Room>> reply);
    void publicRooms(Reply<QList<PublicRoom>> reply);
    void createRoom(const QString &name, const QString &topic, bool isPrivate, Reply<protocol::Room> reply);
    void createDirect(const QString &userId, Reply<protocol::Room> reply);
    //! `before`: a seq; 0 for the newest page.
    void messages(const QString &roomId, qint64 before, int limit, Reply<HistoryPage> reply);
    void addMember(const QString &roomId, const QString &userId, Reply<Done> reply);

private:
    using Json = std::function<void(Result<QJsonObject>)>;
    void send(const QByteArray &verb, const QString &path, const QString &query, const QJsonObject &body,
        Json json);
    void watchCertificate(QNetworkReply *reply);
    Result<QJsonObject> read(QNetworkReply *reply);
    void account(const QString &path, const QJsonObject &body, Reply<SignedIn> reply);
    void room(const QJsonObject &body, Reply<protocol::Room> reply);

    QNetworkAccessManager &m_network;
    const QUrl m_server;
    const QByteArray m_fingerprint;
    QByteArray m_untrusted;
    QString m_token;
};

} // namespace hearth::app
