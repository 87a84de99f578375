#include "shared/protocol/invitelink.h"

namespace hearth::protocol {
namespace {

const QByteArray fingerprint(32, '\xab');
const QString hex = QString::fromLatin1(fingerprint.toHex());

TEST(InviteLink, ComesBackAsItWasWritten)
{
    const QString code = QStringLiteral("7Q4M-XK2P-9RTA");
    for (const char *server :
        {"https://hearth.local:8484", "https://[fd00::1]:9000", "http://127.0.0.1:8484"}) {
        for (const QByteArray &each : {fingerprint, QByteArray()}) {
            const InviteLink link{QUrl(QString::fromLatin1(server)), code, each};
            EXPECT_EQ(inviteLinkFrom(link.toText()), link) << qPrintable(link.toText());
            EXPECT_EQ(inviteLinkFrom(QStringLiteral("  %1\n").arg(link.toText())), link);
        }
    }
}

TEST(InviteLink, IsWrittenForPeopleToo)
{
    const InviteLink link{
        QUrl(QStringLiteral("https://hearth.local:8484")), QStringLiteral("AB-12"), fingerprint};
    EXPECT_EQ(link.toText(), QStringLiteral("https://hearth.local:8484/#invite=AB-12&sha256=") + hex);
}

TEST(InviteLink, WhatIsNoneIsNone)
{
    const QString server = QStringLiteral("https://hearth.local:8484/#");
    for (const QString &text : {QString(), QStringLiteral("hearth.local"), QStringLiteral("AB-12"),
             QStringLiteral("https://hearth.local"), server + QStringLiteral("invite="),
             server + QStringLiteral("sha256=") + hex, server + QStringLiteral("invite=AB 12"),
             server + QStringLiteral("invite=AB&sha256=abcd"),
             server + QStringLiteral("invite=AB&sha256=") + hex.chopped(2) + QStringLiteral("zz"),
             QStringLiteral("https:///#invite=AB"), QStringLiteral("ftp://h/#invite=AB"),
             QStringLiteral("https://you@evil.example/#invite=AB"),
             server + QStringLiteral("invite=") + QString(65, QLatin1Char('A')),
             server + QStringLiteral("invite=AB&x=") + QString(600, QLatin1Char('A'))})
        EXPECT_FALSE(inviteLinkFrom(text)) << qPrintable(text);
}

} // namespace
} // namespace hearth::protocol
