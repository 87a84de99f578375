#include "shared/protocol/invitelink.h"
#include "tests/fuzz/fuzz.h"

namespace hearth::fuzz {

using namespace hearth::protocol;

void fuzz(QByteArrayView input)
{
    const QString text = QString::fromUtf8(input);
    const auto link = inviteLinkFrom(text);
    if (!link)
        return;
    require(QUrl(text.trimmed()).userInfo().isEmpty(), "no name before the host looks like the host");
    const QString scheme = link->server.scheme();
    require(scheme == QLatin1String("http") || scheme == QLatin1String("https"), "the scheme is of the web");
    require(link->server.isValid() && !link->server.host().isEmpty(), "there is a host to go to");
    require(link->server.userInfo().isEmpty() && link->server.path().isEmpty(), "the server is only a place");
    require(!link->code.isEmpty() && link->code.size() <= 64, "there is a code, and it is bounded");
    for (const QChar c : link->code)
        require(c == u'-' || (c.unicode() < 128 && c.isLetterOrNumber()), "a code is letters and digits");
    require(link->fingerprint.isEmpty() || link->fingerprint.size() == 32, "no half of a fingerprint");
    require(inviteLinkFrom(link->toText()) == link, "a link survives the way back");
}

} // namespace hearth::fuzz
