#pragma once

#include <QList>
#include <QObject>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class RestClient;
struct Platform;
struct SignedIn;

//! The sign-in and registration form.
class LoginViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(LoginViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString address READ address WRITE setAddress NOTIFY addressChanged)
    Q_PROPERTY(QString username READ username WRITE setUsername NOTIFY usernameChanged)
    Q_PROPERTY(QString password READ password WRITE setPassword NOTIFY passwordChanged)
    Q_PROPERTY(QString invite READ invite WRITE setInvite NOTIFY inviteChanged)
    Q_PROPERTY(bool registering READ registering WRITE setRegistering NOTIFY registeringChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)
    Q_PROPERTY(QString certificateText READ certificateText NOTIFY certificateTextChanged)

public:
    explicit LoginViewModel(Platform &platform, QObject *parent = nullptr);
    ~LoginViewModel() override;

    QString address() const { return m_address; }
    //! An invite link fills in the rest of the form, and its fingerprint needs no comparing.
    void setAddress(const QString &address);
    QString username() const { return m_username; }
    void setUsername(const QString &username);
    QString password() const { return m_password; }
    void setPassword(const QString &password);
    //! An invite, its link or the setup code; only for registering.
    QString invite() const { return m_invite; }
    void setInvite(const QString &invite);
    bool registering() const { return m_registering; }
    void setRegistering(bool registering);
    bool isBusy() const { return m_busy; }
    QString errorText() const { return m_errorText; }
    //! Not empty at the first contact over TLS: the fingerprint, to be compared and confirmed by
    //! trustCertificate().
    QString certificateText() const { return m_certificateText; }

    //! Signs in or registers with what the form holds.
    Q_INVOKABLE void submit();
    //! The person confirms the fingerprint: it is pinned, and submit() goes on.
    Q_INVOKABLE void trustCertificate();
    Q_INVOKABLE void clearError();
    //! Shows why a session has ended.
    void showError(const QString &text);

Q_SIGNALS:
    void addressChanged();
    void usernameChanged();
    void passwordChanged();
    void inviteChanged();
    void registeringChanged();
    void busyChanged();
    void errorTextChanged();
    void certificateTextChanged();
    void signedIn(const hearth::app::SignedIn &account);

private:
    //! Takes the text for an invite link; false where it is none.
    bool takeLink(const QString &text);
    void setBusy(bool busy);
    void setCertificateText(const QString &text);

    Platform &m_platform;
    RestClient *m_rest = nullptr;
    QByteArray m_offeredFingerprint;
    QByteArray m_pinnedFingerprint;
    QString m_address;
    QString m_username;
    QString m_password;
    QString m_invite;
    QString m_errorText;
    QString m_certificateText;
    bool m_registering = false;
    bool m_busy = false;
};

} // namespace hearth::app
