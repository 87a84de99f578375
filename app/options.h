#pragma once

#include "app/platform/account.h"
#include "app/viewmodels/dashboardrotation.h"
#include "shared/base/result.h"

#include <QStringList>

#include <optional>

namespace hearth::app {

//! What the command line says.
struct AppOptions
{
    QString data;                   //!< a folder of its own for everything; empty: the platform's
    QString screenshots;            //!< a folder to put pictures of the window into, then end
    bool reportPainted = false;     //!< say when the history has been painted
    int maxAttempts = 0;            //!< attempts to connect in a row; 0: for ever
    std::optional<SignedIn> signIn; //!< whom to sign in as, without asking
    std::optional<DashboardRotation::Wanted> wall; //!< dashboards in turn, on the whole screen
};

//! Ends the program for --help and --version. An error is one sentence for people.
[[nodiscard]] Result<AppOptions> parseOptions(const QStringList &arguments);

} // namespace hearth::app
