#include "server/config/configfile.h"
#include "server/operator/command.h"
#include "shared/protocol/documentation.h"

namespace hearth::server {

QList<Command> documentCommands()
{
    return {
        {QStringLiteral("config"), {},
            QStringLiteral("prints the configuration in force as a TOML file, each option explained"),
            [](const Call &call) -> Result<Outcome> { return Outcome{configFileOf(call.settings)}; }},
        {QStringLiteral("protocol"), {}, QStringLiteral("prints the description of the wire"),
            [](const Call &) -> Result<Outcome> { return Outcome{protocol::protocolMarkdown()}; }},
    };
}

} // namespace hearth::server
