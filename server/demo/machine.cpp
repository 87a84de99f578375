#include "server/demo/machine.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace hearth::server {

namespace {

QList<QByteArray> linesOf(const char *path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
}

//! The numbers of a line behind its first word.
QList<double> numbersIn(const QByteArray &line)
{
    QList<double> numbers;
    const QList<QByteArray> words = line.simplified().split(' ');
    for (qsizetype i = 1; i < words.size(); ++i)
        numbers.append(words.at(i).toDouble());
    return numbers;
}

//! Bytes in and out of all interfaces but loopback.
std::pair<double, double> networkTotals()
{
    std::pair<double, double> totals;
    for (QByteArray line : linesOf("/proc/net/dev")) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || line.left(colon).trimmed() == "lo")
            continue;
        const QList<double> numbers = numbersIn(line.replace(colon, 1, " "));
        totals.first += numbers.value(0);
        totals.second += numbers.value(8);
    }
    return totals;
}

//! Bytes read from and written to whole disks.
double diskTotal()
{
    constexpr double sector = 512;
    double sectors = 0;
    for (const QByteArray &line : linesOf("/proc/diskstats")) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const bool isDisk = words.size() > 9 && !words.at(2).startsWith("loop") &&
                            !words.at(2).startsWith("ram") &&
                            QFile::exists(QStringLiteral("/sys/block/") + QString::fromUtf8(words.at(2)));
        if (isDisk)
            sectors += words.at(5).toDouble() + words.at(9).toDouble();
    }
    return sectors * sector;
}

double memoryPercent()
{
    double total = 0;
    double available = 0;
    for (const QByteArray &line : linesOf("/proc/meminfo")) {
        if (line.startsWith("MemTotal:"))
            total = numbersIn(line).value(0);
        else if (line.startsWith("MemAvailable:"))
            available = numbersIn(line).value(0);
    }
    return total > 0 ? 100 * (1 - available / total) : 0;
}

double rounded(double value)
{
    return double(qRound64(value * 10)) / 10;
}

} // namespace

void Machine::addRate(QJsonObject &figures, const char *key, double total, double factor, double seconds)
{
    const QString name = QLatin1String(key);
    const QJsonValue before = m_before.value(name);
    if (before.isDouble() && seconds > 0)
        figures.insert(name, rounded(std::max(0.0, (total - before.toDouble()) * factor / seconds)));
    m_before.insert(name, total);
}

QJsonObject Machine::read(qint64 now)
{
    const double seconds = double(now - std::exchange(m_readAt, now)) / 1000;
    QJsonObject figures{{QStringLiteral("memory"), rounded(memoryPercent())},
        {QStringLiteral("load"), linesOf("/proc/loadavg").value(0).split(' ').value(0).toDouble()}};
    // Of all processors together: what is not idle of the time that passed for all of them.
    const QList<double> ticks = numbersIn(linesOf("/proc/stat").value(0));
    double all = 0;
    for (qsizetype i = 0; i < std::min<qsizetype>(8, ticks.size()); ++i)
        all += ticks.at(i);
    const double busy = all - ticks.value(3) - ticks.value(4);
    const double passed = all - m_before.value(QLatin1String("allTicks")).toDouble();
    m_before.insert(QStringLiteral("allTicks"), all);
    addRate(figures, "cpu", busy, passed > 0 ? 100 * seconds / passed : 0, seconds);
    const auto [in, out] = networkTotals();
    addRate(figures, "networkIn", in, 1, seconds);
    addRate(figures, "networkOut", out, 1, seconds);
    addRate(figures, "disk", diskTotal(), 1, seconds);
    return figures;
}

} // namespace hearth::server
