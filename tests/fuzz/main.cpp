#include "tests/fuzz/fuzz.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace hearth::fuzz {

void require(bool holds, const char *property)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", property);
    std::abort();
}

QList<QByteArray> slicesOf(QByteArrayView input)
{
    std::uint_fast32_t seed = std::uint_fast32_t(input.size());
    for (const char c : input)
        seed = seed * 31 + uchar(c);
    std::minstd_rand random(seed);
    // Some inputs come byte by byte, some in large pieces.
    const qsizetype longest = qsizetype(1) << random() % 9;
    QList<QByteArray> slices;
    for (qsizetype at = 0; at < input.size(); at += slices.last().size())
        slices += input.sliced(at, qMin(1 + qsizetype(random()) % longest, input.size() - at)).toByteArray();
    return slices;
}

QList<QByteArray> bytesOf(QByteArrayView input)
{
    QList<QByteArray> bytes;
    for (const char c : input)
        bytes += QByteArray(1, c);
    return bytes;
}

QList<QByteArray> messagesOf(QByteArrayView input)
{
    return input.toByteArray().split('\x1e');
}

int depthOf(const QJsonValue &value)
{
    int deepest = 0;
    for (const auto &item : value.toArray())
        deepest = std::max(deepest, depthOf(item));
    const QJsonObject object = value.toObject();
    for (const auto &item : object)
        deepest = std::max(deepest, depthOf(item));
    return deepest + (value.isArray() || value.isObject() ? 1 : 0);
}

bool isSameJson(const QJsonValue &a, const QJsonValue &b)
{
    const auto isSame = [](const QJsonValue &x, const QJsonValue &y) { return isSameJson(x, y); };
    if (a.isArray() && b.isArray())
        return std::ranges::equal(a.toArray(), b.toArray(), isSame);
    if (!a.isObject() || !b.isObject())
        return a == b;
    const auto sorted = [](const QJsonObject &object) {
        QMap<QString, QJsonValue> entries;
        for (auto it = object.begin(); it != object.end(); ++it)
            entries.insert(it.key(), it.value());
        return entries;
    };
    const auto entriesA = sorted(a.toObject());
    const auto entriesB = sorted(b.toObject());
    return entriesA.keys() == entriesB.keys() &&
           std::ranges::equal(entriesA.values(), entriesB.values(), isSame);
}

} // namespace hearth::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    hearth::fuzz::fuzz(QByteArrayView(data, qsizetype(size)));
    return 0;
}
