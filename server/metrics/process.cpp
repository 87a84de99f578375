// The process, from /proc (proc(5)); figures that this system does not tell are 0.
#include "server/metrics/metrics.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <unistd.h>

namespace hearth::server {

namespace {

QByteArray contentsOf(const char *path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double cpuSeconds()
{
    // The name of the program, in parentheses, may hold spaces.
    const QByteArray stat = contentsOf("/proc/self/stat");
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype userTime = 11; // utime and stime, counted from the state
    if (fields.size() <= userTime + 1)
        return 0;
    return (fields.at(userTime).toDouble() + fields.at(userTime + 1).toDouble()) /
           double(::sysconf(_SC_CLK_TCK));
}

double residentBytes()
{
    const QList<QByteArray> pages = contentsOf("/proc/self/statm").split(' ');
    return pages.size() > 1 ? pages.at(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) : 0;
}

double openDescriptors()
{
    return double(QDir(QStringLiteral("/proc/self/fd"))
                      .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
                      .size());
}

} // namespace

void watchProcess(Metrics &metrics)
{
    using Kind = Metrics::Kind;
    metrics.watch(Kind::Counter, "process_cpu_seconds_total", "Processor time, user and system.", cpuSeconds);
    metrics.watch(Kind::Gauge, "process_resident_memory_bytes", "Memory in use.", residentBytes);
    metrics.watch(Kind::Gauge, "process_open_fds", "Open file descriptors.", openDescriptors);
    const double startedAt = double(QDateTime::currentMSecsSinceEpoch()) / 1000;
    metrics.watch(Kind::Gauge, "process_start_time_seconds", "Start of the process, seconds since 1970.",
        [startedAt] { return startedAt; });
}

} // namespace hearth::server
