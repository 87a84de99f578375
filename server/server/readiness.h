#pragma once

#include "server/features/services.h"

#include <QTimer>

namespace hearth::server {

//! Whether this server can do its work now: `GET /readyz`, for whoever sends it requests or does not.
//!
//! The database is looked at once a second, and the path answers at once by what was seen last: 200, or 503
//! with `{"error":{"code":"unavailable","message"}}` that names what is missing. A database that fails, or
//! does not answer for unansweredMs, is missing; after that it is there again only once a write went through:
//! one that can be read, and takes nothing, acks nothing.
class Readiness : public QObject
{
    Q_OBJECT

public:
    //! From a question to the database on. With the second between two it stays under five.
    static constexpr qint64 unansweredMs = 3'000;

    explicit Readiness(const Services &services);

    //! From now on it is not ready.
    void beginDraining() { m_isDraining = true; }
    //! Nothing: it is ready.
    [[nodiscard]] std::optional<Error> missing() const;

private:
    void look();
    void heard(const Result<Done> &answer);
    //! A write that was asked for by whoever, and got no further since.
    [[nodiscard]] bool isWriterStuck() const;
    void watchWriter();

    Services m_services;
    QTimer m_timer;
    bool m_isDraining = false;
    bool m_isAsked = false; //!< the database, and has not answered
    bool m_hasFailed = false;
    qint64 m_askedAt = 0;
    Storage::Counters m_seen;   //!< at the last look
    qint64 m_writerMovedAt = 0; //!< when it had last got further, or had nothing to do
};

} // namespace hearth::server
