#include "server/features/filecare.h"

namespace hearth::server {

namespace {

constexpr int lookEveryMs = 3'000;
constexpr int expireEveryTicks = 10;

} // namespace

FileCare::FileCare(const Services &services, FileDisk &disk, QObject *parent)
    : QObject(parent), m_services(services), m_disk(disk)
{
    QObject::connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_ticks++ % expireEveryTicks == 0)
            expire();
        deleteUnused();
    });
    m_timer.start(lookEveryMs);
}

void FileCare::expire()
{
    const qint64 before = m_services.clock.wallMs() - m_services.limits.uploadKeepMs;
    m_services.storage.write<QStringList>(
        this, [before](Database &db) { return db.files().expire(before); },
        [this](const Result<QStringList> &uploads) {
            for (const QString &id : uploads ? *uploads : QStringList())
                m_disk.removeDraft(id);
        });
}

void FileCare::deleteUnused()
{
    // Asked of the reader, which sees only what is committed: a content must not go for a deletion that may
    // still be undone.
    m_services.storage.read<QStringList>(
        this, [](Database &db) { return db.files().unusedBlobs(); },
        [this](const Result<QStringList> &hashes) {
            if (hashes && !hashes->isEmpty())
                deleteContents(*hashes);
        });
}

void FileCare::deleteContents(const QStringList &hashes)
{
    // By the writer, which also adds files: between its look and the deletion nobody gets the content.
    m_services.storage.write<qint64>(
        this,
        [hashes, &blobs = m_disk.blobs](Database &db) -> Result<qint64> {
            qint64 count = 0;
            for (const QString &hash : hashes) {
                const auto isForgotten = db.files().forgetBlob(hash);
                if (!isForgotten)
                    return isForgotten.error();
                if (!*isForgotten)
                    continue;
                blobs.remove(hash);
                ++count;
            }
            return count;
        },
        [this](const Result<qint64> &count) { m_deleted += quint64(count ? *count : 0); });
}

} // namespace hearth::server
