#include "server/auth/usernames.h"

#include <QRegularExpression>

namespace hearth::server {

bool isUsername(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^[\\p{L}\\p{N}._-]{1,32}$"));
    return pattern.match(name).hasMatch();
}

QString usernameRule()
{
    return QStringLiteral("1 to 32 letters, digits, '.', '_' or '-'");
}

} // namespace hearth::server
