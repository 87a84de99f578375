#include "shared/protocol/invitelink.h"

#include <QUrlQuery>

#include <algorithm>

namespace hearth::protocol {

namespace {

const auto codeKey = QStringLiteral("invite");
const auto fingerprintKey = QStringLiteral("sha256");
constexpr qsizetype maxLength = 512;
constexpr qsizetype sha256Bytes = 32;

bool isCode(const QString &text)
{
    return !text.isEmpty() && text.size() <= 64 && std::ranges::all_of(text, [](QChar c) {
        return c == QLatin1Char('-') || (c.unicode() < 128 && c.isLetterOrNumber());
    });
}

QUrl addressOf(const QUrl &url)
{
    QUrl address;
    address.setScheme(url.scheme());
    address.setHost(url.host());
    address.setPort(url.port());
    return address;
}

} // namespace

QString InviteLink::toText() const
{
    QUrlQuery query{{codeKey, code}};
    if (!fingerprint.isEmpty())
        query.addQueryItem(fingerprintKey, QString::fromLatin1(fingerprint.toHex()));
    QUrl url = addressOf(server);
    url.setPath(QStringLiteral("/"));
    url.setFragment(query.toString());
    return url.toString(QUrl::FullyEncoded);
}

std::optional<InviteLink> inviteLinkFrom(const QString &text)
{
    const QUrl url(text.size() <= maxLength ? text.trimmed() : QString(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty())
        return std::nullopt;
    const QUrlQuery query(url.fragment());
    InviteLink link{addressOf(url), query.queryItemValue(codeKey), {}};
    if (!isCode(link.code))
        return std::nullopt;
    if (const QByteArray hex = query.queryItemValue(fingerprintKey).toLatin1(); !hex.isEmpty()) {
        link.fingerprint = QByteArray::fromHex(hex);
        if (link.fingerprint.size() != sha256Bytes || link.fingerprint.toHex() != hex.toLower())
            return std::nullopt;
    }
    return link;
}

} // namespace hearth::protocol
