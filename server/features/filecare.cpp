#include "server/features/filecare.h"

#include "server/features/filecontents.h"

namespace hearth::server {

namespace {

constexpr int lookEveryMs = 3'000;
constexpr int expireEveryTicks = 10;
constexpr qsizetype removedAtOnce = 100; //!< while all other writers wait
constexpr qsizetype maxOrphans = 10'000; //!< more are left to the next start

} // namespace

FileCare::FileCare(const Services &services, FileDisk &disk, const QStringList &orphans, QObject *parent)
    : QObject(parent), m_services(services), m_disk(disk)
{
    for (const QString &hash : orphans)
        release(hash);
    QObject::connect(&m_timer, &QTimer::timeout, this, &FileCare::look);
    m_timer.start(lookEveryMs);
}

void FileCare::release(const QString &hash)
{
    if (m_orphans.size() < maxOrphans)
        m_orphans.insert(hash);
    else if (!m_orphans.contains(hash))
        ++m_leftOut;
}

void FileCare::look()
{
    if (m_ticks++ % expireEveryTicks == 0)
        expire();
    if (!std::exchange(m_isAtWork, true))
        forgetUnused();
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

void FileCare::forgetUnused()
{
    m_services.storage.read<QStringList>(
        this, [](Database &db) { return db.files().unusedBlobs(); },
        [this](const Result<QStringList> &hashes) {
            if (!hashes || hashes->isEmpty())
                return removeOrphans();
            m_services.storage.write<Done>(
                this,
                [hashes = *hashes](Database &db) -> Result<Done> {
                    for (const QString &hash : hashes) {
                        if (const auto forgotten = db.files().forgetBlob(hash); !forgotten)
                            return forgotten.error();
                    }
                    return Done{};
                },
                // Also where that failed, or nobody knows: what has a row stays.
                [this, hashes = *hashes](const Result<Done> &) {
                    for (const QString &hash : hashes)
                        release(hash);
                    removeOrphans();
                });
        });
}

QStringList FileCare::takeOrphans()
{
    QStringList taken;
    for (auto at = m_orphans.begin(); at != m_orphans.end() && taken.size() < removedAtOnce;) {
        taken += *at;
        at = m_orphans.erase(at);
    }
    return taken;
}

void FileCare::removeOrphans()
{
    const QStringList hashes = takeOrphans();
    m_isAtWork = !hashes.isEmpty();
    if (!m_isAtWork)
        return;
    m_services.storage.write<qint64>(
        this,
        [hashes, &blobs = m_disk.blobs](Database &db) -> Result<qint64> {
            qint64 count = 0;
            for (const QString &hash : hashes) {
                const auto isRemoved = removeContent(db.files(), blobs, hash);
                if (!isRemoved)
                    return isRemoved.error();
                count += *isRemoved ? 1 : 0;
            }
            return count;
        },
        [this, hashes](const Result<qint64> &count) {
            if (count) {
                m_deleted += quint64(*count);
                return removeOrphans();
            }
            for (const QString &hash : hashes)
                release(hash);
            m_isAtWork = false;
        });
}

} // namespace hearth::server
