#include "app/platform/platform.h"

#include <QRandomGenerator>

namespace hearth::app {

Platform::Platform(const QString &dataFolder)
    : paths(Paths::find(dataFolder))
    , tokens(
          paths.secretsFile(), dataFolder.isEmpty() ? TokenStore::Keychain::Use : TokenStore::Keychain::Never)
    , wake(clock)
    , idle(clock)
    , random([] { return QRandomGenerator::global()->generateDouble(); })
{}

} // namespace hearth::app
