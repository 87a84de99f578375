#pragma once

#include "server/features/numberwatch.h"

namespace hearth::server {

//! Which of the servers on one database does what only one must do: say alerts, tell the team's figures. The
//! database gives the place to whoever asks first, for as long as that one's connection lasts; alone, one has
//! it at once.
class Leadership : public QObject
{
    Q_OBJECT

public:
    Leadership(Storage &storage, bool isAlone);

    [[nodiscard]] bool isLeading() const { return m_isLeading; }
    [[nodiscard]] bool isAlone() const { return !m_watch; }

Q_SIGNALS:
    void changed(bool isLeading);

private:
    void lead(bool isLeading);

    bool m_isLeading;
    std::unique_ptr<NumberWatch> m_watch;
};

} // namespace hearth::server
