#include "server/series/lineprotocol.h"

#include "shared/base/strictjson.h"
#include "shared/base/utf8.h"

#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <cmath>

namespace hearth::server {

namespace {

struct Line
{
    QString measurement;
    QMap<QString, QString> tags;
    QList<std::pair<QString, QJsonValue>> fields;
    std::optional<qint64> at; //!< in the unit of the text
};

//! Reads one line from the left. Which characters end a name depends on where it stands.
class LineReader
{
public:
    explicit LineReader(QByteArrayView text) : m_text(text) {}

    Result<Line> read()
    {
        Line line;
        line.measurement = name(", ");
        if (line.measurement.isEmpty())
            return wrong("a measurement");
        while (take(',')) {
            const QString key = name("=, ");
            if (key.isEmpty() || !take('='))
                return wrong("tag=value");
            const QString value = name("=, ");
            if (value.isEmpty())
                return wrong("a tag's value");
            line.tags.insert(key, value);
        }
        if (!skipSpaces())
            return wrong("a space and the fields");
        do {
            const QString key = name("=, ");
            if (key.isEmpty() || !take('='))
                return wrong("field=value");
            const auto value = fieldValue();
            if (!value)
                return value.error();
            line.fields.append({key, *value});
        } while (take(','));
        if (skipSpaces() && m_at < m_text.size()) {
            bool isNumber = false;
            line.at = m_text.sliced(m_at).trimmed().toByteArray().toLongLong(&isNumber);
            if (!isNumber)
                return wrong("a timestamp");
            return line;
        }
        return m_at == m_text.size() ? Result<Line>(line) : wrong("a comma, a timestamp or the line's end");
    }

private:
    [[nodiscard]] Error wrong(const char *expected) const
    {
        return {ErrorCode::InvalidRequest,
            QStringLiteral("expected %1 at byte %2").arg(QString::fromLatin1(expected)).arg(m_at)};
    }

    bool take(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool skipSpaces()
    {
        const qsizetype begin = m_at;
        while (take(' ')) {
        }
        return m_at > begin;
    }

    //! Up to one of `ends`; a backslash before one of them, or before itself, gives it.
    QString name(const char *ends)
    {
        const QByteArrayView stops(ends);
        QByteArray out;
        while (m_at < m_text.size() && !stops.contains(m_text[m_at])) {
            const bool isEscape = m_text[m_at] == '\\' && m_at + 1 < m_text.size() &&
                                  (stops.contains(m_text[m_at + 1]) || m_text[m_at + 1] == '\\');
            if (isEscape)
                ++m_at;
            out += m_text[m_at++];
        }
        return QString::fromUtf8(out);
    }

    Result<QJsonValue> fieldValue()
    {
        if (take('"'))
            return quoted();
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && m_text[m_at] != ',' && m_text[m_at] != ' ')
            ++m_at;
        QByteArray text = m_text.sliced(begin, m_at - begin).toByteArray();
        const QByteArray lower = text.toLower();
        if (lower == "t" || lower == "true")
            return QJsonValue(true);
        if (lower == "f" || lower == "false")
            return QJsonValue(false);
        bool isNumber = false;
        if (text.endsWith('i') || text.endsWith('u')) {
            text.chop(1);
            const qint64 whole = text.toLongLong(&isNumber);
            return isNumber ? Result<QJsonValue>(whole) : wrong("a whole number");
        }
        const double number = text.toDouble(&isNumber);
        if (!isNumber || !std::isfinite(number))
            return wrong("a finite number, a text in quotes, or true or false");
        return QJsonValue(number);
    }

    Result<QJsonValue> quoted()
    {
        QByteArray out;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size() &&
                (m_text[m_at + 1] == '"' || m_text[m_at + 1] == '\\'))
                ++m_at;
            out += m_text[m_at++];
        }
        return take('"') ? Result<QJsonValue>(QString::fromUtf8(out)) : wrong("a closing quote");
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

QString fieldName(const Line &line, const QString &field, const QString &channel)
{
    QStringList parts;
    if (line.measurement != channel)
        parts += line.measurement;
    for (const QString &tag : line.tags)
        parts += tag;
    return (parts += field).join(QLatin1Char('.'));
}

//! `time` in units of `unitNs`, as ms; what no qint64 holds in between is far outside of any time.
qint64 toMs(qint64 time, qint64 unitNs)
{
    constexpr qint64 nsPerMs = 1'000'000;
    return unitNs >= nsPerMs ? time * (unitNs / nsPerMs) : time / (nsPerMs / unitNs);
}

//! What a second may be given in without passing the bounds of a qint64 as ms.
constexpr qint64 farthest = qint64(1) << 53;

} // namespace

Result<QList<NewPoint>> pointsFromLines(
    QByteArrayView text, const QString &channel, qint64 unitNs, qint64 now)
{
    if (!isValidUtf8(text))
        return Error(ErrorCode::InvalidRequest, QStringLiteral("The lines are not valid UTF-8"));
    QMap<qint64, QJsonObject> byTime;
    int number = 0;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype found = text.indexOf('\n', begin);
        const qsizetype end = found < 0 ? text.size() : found;
        const QByteArrayView row = text.sliced(begin, end - begin).trimmed();
        begin = end + 1;
        ++number;
        if (row.isEmpty() || row.startsWith('#'))
            continue;
        // As in JSON, which is what becomes of it.
        if (std::any_of(row.begin(), row.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
            return Error(
                ErrorCode::InvalidRequest, QStringLiteral("line %1: a bare control character").arg(number));
        const auto line = LineReader(row).read();
        if (!line)
            return Error(
                line.error().code, QStringLiteral("line %1: %2").arg(number).arg(line.error().message));
        if (line->at && (*line->at > farthest * 1000 || *line->at < 0 ||
                            (unitNs >= 1'000'000 && *line->at > farthest / 1000)))
            return Error(ErrorCode::InvalidRequest,
                QStringLiteral("line %1: its time is too far away; is the precision right?").arg(number));
        QJsonObject &object = byTime[line->at ? toMs(*line->at, unitNs) : now];
        for (const auto &[field, value] : line->fields)
            object.insert(fieldName(*line, field, channel), value);
    }
    QList<NewPoint> points;
    for (auto it = byTime.cbegin(); it != byTime.cend(); ++it)
        points.append({it.key(), toCompactJson(it.value())});
    return points;
}

} // namespace hearth::server
