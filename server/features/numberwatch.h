#pragma once

#include "server/storage/storage.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace hearth::server {

//! Asks the database for one number, at once and then twice a second, and tells when it is another than
//! before: what other processes did is known within a second, and there is no message between them that could
//! get lost.
class NumberWatch : public QObject
{
    Q_OBJECT

public:
    using Changed = std::function<void(qint64 number)>;

    //! The first number is one, too.
    NumberWatch(Storage &storage, Storage::Work<qint64> ask, Changed changed);

    //! Of a question to which there was no answer.
    void onFailed(std::function<void()> failed) { m_failed = std::move(failed); }
    //! Tells the number again, the same or not: what it led to has failed.
    void tellAgain() { m_known.reset(); }

private:
    void poll();

    Storage &m_storage;
    const Storage::Work<qint64> m_ask;
    const Changed m_changed;
    std::function<void()> m_failed;
    std::optional<qint64> m_known;
    bool m_isAsking = false;
    QTimer m_timer;
};

} // namespace hearth::server
