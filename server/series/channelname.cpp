#include "server/series/channelname.h"

#include <algorithm>

namespace hearth::server {

namespace {

constexpr qsizetype maxLength = 100;

bool isPlain(QChar c)
{
    return c.isLetterOrNumber() || c == u'.' || c == u':' || c == u'_' || c == u'-';
}

template <class Allowed>
bool consistsOf(const QString &text, Allowed isAllowed)
{
    return !text.isEmpty() && text.size() <= maxLength && std::all_of(text.begin(), text.end(), isAllowed);
}

} // namespace

bool isChannelName(const QString &name)
{
    return consistsOf(name, isPlain);
}

bool isChannelPattern(const QString &pattern)
{
    return consistsOf(pattern, [](QChar c) { return c == u'*' || isPlain(c); });
}

QString channelNameRule()
{
    return QStringLiteral("a channel's name: 1 to 100 letters, digits, `.`, `:`, `_` and `-`");
}

Error noChannelName(const QString &field)
{
    return {ErrorCode::InvalidRequest, QStringLiteral("%1: expected %2").arg(field, channelNameRule())};
}

bool isReservedChannel(const QString &name)
{
    return name.startsWith(QLatin1String("dashboard:"));
}

} // namespace hearth::server
