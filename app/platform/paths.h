#pragma once

#include <QString>

namespace hearth::app {

//! Where the app keeps its things. All made for the owner alone.
struct Paths
{
    QString data;   //!< databases, one an account
    QString config; //!< settings

    //! The platform's folders; or all in `folder`, when it is given.
    static Paths find(const QString &folder = {});

    [[nodiscard]] QString settingsFile() const;
    [[nodiscard]] QString secretsFile() const;
    //! Where the window stood; not a choice, so it does not travel with the settings.
    [[nodiscard]] QString windowFile() const;
    //! The database of one person on one server.
    [[nodiscard]] QString databaseFile(const QString &server, const QString &userId) const;
    //! The same person's files that wait to be sent, and pictures that were seen.
    [[nodiscard]] QString outgoingFolder(const QString &server, const QString &userId) const;
    [[nodiscard]] QString picturesFolder(const QString &server, const QString &userId) const;

private:
    [[nodiscard]] QString ofAccount(const QString &server, const QString &userId, const char *what) const;
};

} // namespace hearth::app
