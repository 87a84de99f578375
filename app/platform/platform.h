#pragma once

#include "app/platform/desktopnotifier.h"
#include "app/platform/idlewatch.h"
#include "app/platform/motionpreference.h"
#include "app/platform/paths.h"
#include "app/platform/tokenstore.h"
#include "app/platform/wakewatch.h"
#include "shared/base/clock.h"

#include <QNetworkAccessManager>

#include <functional>

namespace hearth::app {

//! What the machine gives to the app; one for the whole program.
struct Platform
{
    explicit Platform(const QString &dataFolder = {});

    SystemClock clock;
    Paths paths;
    TokenStore tokens;
    WakeWatch wake;
    IdleWatch idle;
    MotionPreference motion;
    DesktopNotifier notifier;
    QNetworkAccessManager network;
    //! 0 to 1, for the jitter of back-off.
    std::function<double()> random;
    //! 0: for ever.
    int maxConnectAttempts = 0;
};

} // namespace hearth::app
