#pragma once

#include "app/platform/account.h"
#include "shared/base/result.h"
#include "shared/protocol/administration.h"
#include "shared/protocol/alert.h"
#include "shared/protocol/dashboard.h"
#include "shared/protocol/entities.h"
#include "shared/protocol/events/channels.h"
#include "shared/protocol/events/notifications.h"
#include "shared/protocol/hook.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QIODevice;
class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

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

    //! A code that lets somebody new in.
    struct MadeInvite
    {
        QString code;
        qint64 expiresAt = 0; //!< ms since 1970
        QString id{};         //!< empty: of an older server, whose invites are all for one member
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
    //! What one's own account is, beside what signing in said.
    struct Profile
    {
        protocol::User user;
        bool sharesReads = true; //!< others learn how far one has read
    };
    //! A page of a list; `next` is the next page's, empty after the last.
    template <class T>
    struct Listed
    {
        QList<T> items;
        QString next;
    };

    void profile(Reply<Profile> reply);
    //! `change`: what of displayName and sharesReads becomes another; empty asks how it is.
    void changeProfile(const QJsonObject &change, Reply<Profile> reply);
    //! Ends all other sign-ins.
    void changePassword(const QString &current, const QString &password, Reply<Done> reply);
    void sessions(Reply<QList<protocol::SignIn>> reply);
    void endSession(const QString &sessionId, Reply<Done> reply);
    void endOtherSessions(Reply<Done> reply);

    // For owners and admins; Forbidden for others.
    //! By username, after `after`.
    void team(const QString &after, Reply<Listed<protocol::Account>> reply);
    //! `change`: what of role and disabled becomes another.
    void changePerson(const QString &userId, const QJsonObject &change, Reply<protocol::Account> reply);
    void removePerson(const QString &userId, Reply<Done> reply);
    //! `wanted`: what of role, uses and days is not the server's own choice.
    void makeInvite(const QJsonObject &wanted, Reply<MadeInvite> reply);
    void invites(Reply<QList<protocol::Invite>> reply);
    void revokeInvite(const QString &inviteId, Reply<Done> reply);
    //! The newest first, before `before`.
    void audit(const QString &before, Reply<Listed<protocol::AuditEntry>> reply);
    void rooms(Reply<QList<protocol::Room>> reply);
    void publicRooms(Reply<QList<PublicRoom>> reply);
    void createRoom(const QString &name, const QString &topic, bool isPrivate, Reply<protocol::Room> reply);
    void createDirect(const QString &userId, Reply<protocol::Room> reply);
    //! `before`: a seq; 0 for the newest page.
    void messages(const QString &roomId, qint64 before, int limit, Reply<HistoryPage> reply);
    //! A page of what was found, the last said first. `next`: the cursor of the next page, empty after the
    //! last; a page can be short, or empty, and still have one.
    struct Found
    {
        QList<protocol::Message> messages;
        QString next;
    };
    //! `query`: `GET /api/search`'s parameters by their names.
    void search(const QList<QPair<QString, QString>> &query, Reply<Found> reply);
    //! The last pinned first.
    void pins(const QString &roomId, Reply<QList<protocol::Message>> reply);
    //! What an edited message said before, the oldest first; at most a page.
    void earlierTexts(
        const QString &roomId, const QString &messageId, Reply<QList<protocol::EarlierText>> reply);
    //! Who has read up to it, of those who let others know.
    void readers(const QString &roomId, const QString &messageId, Reply<QList<protocol::Member>> reply);
    //! A page of what answers it, the oldest first, after the message `after`.
    void answers(const QString &roomId, const QString &messageId, const QString &after,
        Reply<QList<protocol::Message>> reply);
    void addMember(const QString &roomId, const QString &userId, Reply<Done> reply);
    //! `change`: what of name, topic, private and archived becomes another.
    void changeRoom(const QString &roomId, const QJsonObject &change, Reply<protocol::Room> reply);
    void setMemberRole(const QString &roomId, const QString &userId, protocol::Role role, Reply<Done> reply);
    void removeMember(const QString &roomId, const QString &userId, Reply<Done> reply);

    struct PastQuery
    {
        QString channel;
        qint64 from = 0; //!< ms since 1970; 0: the last hour, each value
        qint64 until = 0;
        int points = 300;
    };
    //! A span of time of one field: where it begins, and the least, the mean and the most in it.
    struct ChannelSpan
    {
        qint64 at = 0;
        double least = 0, mean = 0, most = 0;
    };
    //! Each value of the last hour, or, of ranges that begin earlier, spans by field.
    struct ChannelPast
    {
        QList<protocol::ChannelValue> history;
        qint64 spanMs = 0;
        QList<std::pair<QString, QList<ChannelSpan>>> fields;
    };
    void channelPast(const PastQuery &query, Reply<ChannelPast> reply);
    //! The newest first.
    void notifications(int limit, Reply<QList<protocol::Notification>> reply);
    void notificationSettings(Reply<protocol::NotificationSettingsChanged> reply);
    //! A person's settings, or a room's level; answered with what holds then.
    void putNotifications(
        const QString &path, const QJsonObject &body, Reply<protocol::NotificationSettingsChanged> reply);

    // Not for guests.
    void dashboards(Reply<QList<protocol::Dashboard>> reply);
    void dashboard(const QString &dashboardId, Reply<protocol::Dashboard> reply);
    //! Makes one where it has no id. Conflict where its version is no longer the last.
    void putDashboard(const protocol::PutDashboard &wanted, Reply<protocol::Dashboard> reply);
    void removeDashboard(const QString &dashboardId, Reply<Done> reply);
    //! With the last value of each, by name.
    void channels(Reply<QList<protocol::ChannelUpdate>> reply);
    //! A token that is good for these channels alone, by patterns.
    void makeChannelToken(
        const QString &name, const QStringList &publish, const QStringList &read, Reply<QString> reply);
    //! Those that speak in one's rooms.
    void alerts(Reply<QList<protocol::Alert>> reply);
    //! Makes one where it has no id.
    void putAlert(const protocol::PutAlert &wanted, Reply<protocol::Alert> reply);
    void removeAlert(const QString &alertId, Reply<Done> reply);
    //! The last made first.
    void hooks(const QString &roomId, Reply<QList<protocol::ShownHook>> reply);
    void makeHook(const QString &roomId, const QString &name, Reply<protocol::HookWithToken> reply);
    void removeHook(const QString &roomId, const QString &hookId, Reply<Done> reply);

    //! A file on its way to the server: `offset` bytes of it are there for sure; with the last, it is a file.
    struct UploadState
    {
        QString id;
        qint64 offset = 0;
        std::optional<protocol::File> file{};
    };
    //! Bytes so far, of the whole request.
    using Progress = std::function<void(qint64 bytes)>;
    //! Ends the request, whose reply then comes as Unavailable.
    using Cancel = std::function<void()>;

    void createUpload(const QString &roomId, const QString &name, qint64 size, Reply<UploadState> reply);
    void uploadState(const QString &uploadId, Reply<UploadState> reply);
    //! Sends what `from` has from its position on, which is the upload's offset.
    Cancel sendPart(const QString &uploadId, std::unique_ptr<QIODevice> from, const Progress &progress,
        Reply<UploadState> reply);
    //! Writes the file, or its thumbnail, to `into`, which stays the caller's until the reply. Nothing is
    //! written of an error. At most `maxBytes`.
    Cancel fetch(
        const QString &path, QIODevice &into, qint64 maxBytes, const Progress &progress, Reply<Done> reply);

private:
    using Json = std::function<void(Result<QJsonObject>)>;
    void send(const QByteArray &verb, const QString &path, const QString &query, const QJsonObject &body,
        Json json);
    [[nodiscard]] QNetworkRequest requestFor(const QString &path, const QString &query) const;
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
