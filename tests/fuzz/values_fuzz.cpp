#include "server/features/hookpayload.h"
#include "server/series/lineprotocol.h"
#include "server/series/values.h"
#include "shared/base/strictjson.h"
#include "shared/base/utf8.h"
#include "tests/fuzz/fuzz.h"

#include <cmath>

namespace hearth::fuzz {

using namespace hearth::server;

namespace {

constexpr qint64 now = 1'800'000'000'000;
constexpr int contentBytes = 1'024;

void checkAll(const QList<NewPoint> &points)
{
    for (const NewPoint &point : points) {
        require(parseStrictJson(point.json, 64).isOk(), "a value is JSON");
        require(point.at >= 0, "a time is none before 1970");
        for (const auto &[field, value] : numbersOf(point.json))
            require(std::isfinite(value), "a number can be drawn");
    }
}

void checkLines(QByteArrayView input)
{
    for (const qint64 unit : {qint64(1), qint64(1'000), qint64(1'000'000), qint64(1'000'000'000)}) {
        const auto points = pointsFromLines(input, QStringLiteral("kiln"), unit, now);
        if (!points)
            continue;
        checkAll(*points);
        for (qsizetype i = 1; i < points->size(); ++i)
            require(points->at(i - 1).at < points->at(i).at, "one point a time, the oldest first");
    }
}

void checkHook(const char *contentType, const QByteArray &body)
{
    const auto payload = hookPayload(contentType, body, now, contentBytes);
    if (!payload)
        return;
    if (const auto *values = std::get_if<HookValues>(&*payload))
        return checkAll(values->points);
    const QString &content = std::get<HookMessage>(*payload).content;
    const QByteArray utf8 = content.toUtf8();
    require(!content.isEmpty() && utf8.size() <= contentBytes, "a message is there, and not longer than one");
    require(isValidUtf8(utf8) && wholeText(utf8) == content, "no half of a character");
    for (const QChar c : content)
        require(c >= u' ' || c == u'\n' || c == u'\t', "no control characters");
}

} // namespace

void fuzz(QByteArrayView input)
{
    const QByteArray bytes = input.toByteArray();
    if (const auto points = pointsFromJson(input, now, {}))
        checkAll(*points);
    checkLines(input);
    checkHook("application/json", bytes);
    checkHook("application/x-www-form-urlencoded", "payload=" + bytes.toPercentEncoding());
}

} // namespace hearth::fuzz
