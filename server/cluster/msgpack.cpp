#include "server/cluster/msgpack.h"

#include "server/cluster/plainpacker.h"
#include "server/cluster/sink.h"
#include "shared/base/jsontext.h"
#include "shared/base/strictjson.h"
#include "shared/base/utctime.h"
#include "shared/base/utf8.h"

#include <QJsonArray>
#include <QLocale>
#include <QtEndian>

#include <cmath>
#include <limits>

#define MSGPACK_NO_BOOST
#include <msgpack/null_visitor.hpp>
#include <msgpack/unpack.hpp>

namespace hearth::server::cluster {

namespace {

const QByteArray placeholderKey = "_placeholder";

//! A date's milliseconds, or nothing where the extension is no date of notepack.io's.
std::optional<qint64> dateOf(uchar type, QByteArrayView bytes)
{
    const auto *data = reinterpret_cast<const uchar *>(bytes.data());
    if (type == 0 && bytes.size() == 8) // of its older versions
        return qFromBigEndian<qint64>(data);
    constexpr uchar time = 0xff; // MessagePack's own -1
    if (type != time)
        return {};
    switch (bytes.size()) {
    case 4:
        return qint64(qFromBigEndian<quint32>(data)) * 1000;
    case 8: {
        const auto both = qFromBigEndian<quint64>(data);
        return qint64(both & 0x3'ffff'ffff) * 1000 + qint64(both >> 34) / 1'000'000;
    }
    default:
        return {};
    }
}

//! Writes what it visits as JSON; false ends the parsing.
class JsonWriter : public msgpack::null_visitor
{
public:
    JsonWriter(Unpacked &out, const Bounds &bounds) : m_out(out), m_bounds(bounds) {}

    bool visit_nil() { return word("null"); }
    bool visit_boolean(bool value) { return word(value ? "true" : "false"); }
    bool visit_positive_integer(std::uint64_t value) { return word(QByteArray::number(quint64(value))); }
    bool visit_negative_integer(std::int64_t value) { return word(QByteArray::number(qint64(value))); }
    bool visit_float32(float value) { return visit_float64(double(value)); }
    bool visit_float64(double value)
    {
        return word(std::isfinite(value) ? QByteArray::number(value, 'g', QLocale::FloatingPointShortest)
                                         : QByteArray("null")); // as JSON.stringify() has it
    }
    bool visit_str(const char *text, std::uint32_t size)
    {
        const QByteArrayView bytes(text, qsizetype(size));
        if (!isValidUtf8(bytes))
            return refuse("text is not UTF-8");
        m_hasForged |= m_isKey && bytes == placeholderKey;
        appendJsonUtf8(m_out.json, bytes);
        return fits();
    }
    bool visit_bin(const char *data, std::uint32_t size)
    {
        if (m_out.attachments.size() >= m_bounds.attachments)
            return refuse("more attachments than a packet may have");
        const QByteArray num = QByteArray::number(m_out.attachments.size());
        m_out.attachments.append(QByteArray(data, qsizetype(size)));
        return word("{\"_placeholder\":true,\"num\":" + num + '}');
    }
    //! One byte of the type is in it.
    bool visit_ext(const char *data, std::uint32_t size)
    {
        const QByteArrayView bytes(data + 1, qsizetype(size) - 1);
        const auto type = uchar(data[0]);
        if (type == 0 && bytes.size() == 1)
            return word("null"); // JavaScript's undefined
        const auto date = dateOf(type, bytes);
        if (!date)
            return refuse("an extension that JSON does not know");
        return word('"' + utcTime(*date).toString(Qt::ISODateWithMs).toLatin1() + '"');
    }
    bool start_array(std::uint32_t) { return open('['); }
    bool start_array_item() { return comma('['); }
    bool end_array() { return close(']'); }
    bool start_map(std::uint32_t) { return open('{'); }
    bool start_map_key()
    {
        m_isKey = true;
        return comma('{');
    }
    bool end_map_key()
    {
        m_isKey = false;
        m_out.json += ':';
        return true;
    }
    bool end_map() { return close('}'); }
    void parse_error(std::size_t, std::size_t) { m_problem = "no MessagePack"; }
    void insufficient_bytes(std::size_t, std::size_t) { m_problem = "the message is cut off"; }

    [[nodiscard]] QString problem() const
    {
        if (m_problem.isEmpty() && m_hasForged && !m_out.attachments.isEmpty())
            return QStringLiteral("what looks like an attachment stands beside attachments");
        return QString::fromLatin1(m_problem);
    }

private:
    bool refuse(const char *problem)
    {
        m_problem = problem;
        return false;
    }
    bool fits() { return m_out.json.size() <= 2 * m_bounds.bytes || refuse("too large"); }
    bool word(const QByteArray &json)
    {
        if (m_isKey)
            return refuse("a key is no text");
        m_out.json += json;
        return fits();
    }
    bool open(char bracket)
    {
        if (m_isKey)
            return refuse("a key is no text");
        m_out.json += bracket;
        return ++m_depth <= m_bounds.depth || refuse("too deep");
    }
    bool close(char bracket)
    {
        --m_depth;
        m_out.json += bracket;
        return true;
    }
    bool comma(char opening)
    {
        if (!m_out.json.endsWith(opening))
            m_out.json += ',';
        return true;
    }

    Unpacked &m_out;
    const Bounds &m_bounds;
    QByteArray m_problem;
    int m_depth = 0;
    bool m_isKey = false;
    bool m_hasForged = false;
};

} // namespace

Result<Unpacked> unpack(QByteArrayView bytes, const Bounds &bounds)
{
    if (bytes.size() > bounds.bytes)
        return Error(ErrorCode::TooLarge, QStringLiteral("too large"));
    Unpacked out;
    JsonWriter writer(out, bounds);
    std::size_t end = 0;
    const bool isWhole = msgpack::parse(bytes.data(), std::size_t(bytes.size()), end, writer);
    QString problem = writer.problem();
    if (problem.isEmpty() && (!isWhole || end != std::size_t(bytes.size())))
        problem = QStringLiteral("the message does not end where it should");
    if (!problem.isEmpty())
        return Error(ErrorCode::InvalidRequest, problem);
    return out;
}

void Packer::list(qsizetype size)
{
    with(m_out, [size](auto &packer) { packer.pack_array(std::uint32_t(size)); });
}

void Packer::map(qsizetype pairs)
{
    with(m_out, [pairs](auto &packer) { packer.pack_map(std::uint32_t(pairs)); });
}

void Packer::text(const QString &value)
{
    writeText(m_out, value.toUtf8());
}

void Packer::number(qint64 value)
{
    with(m_out, [value](auto &packer) { packer.pack_int64(value); });
}

void Packer::flag(bool value)
{
    with(m_out, [value](auto &packer) { value ? packer.pack_true() : packer.pack_false(); });
}

void Packer::texts(const QStringList &values)
{
    list(values.size());
    for (const QString &each : values)
        text(each);
}

void Packer::texts(const QSet<QString> &values)
{
    list(values.size());
    for (const QString &each : values)
        text(each);
}

void Packer::event(const Event &event)
{
    const qsizetype begin = m_out.size();
    if (event.arguments.attachments.isEmpty() && packPlain(m_out, event.name, event.arguments.items))
        return;
    m_out.truncate(begin);
    const QJsonArray arguments = parseOwnJson('[' + event.arguments.items + ']').toArray();
    list(arguments.size() + 1);
    text(event.name);
    for (const auto &each : arguments)
        json(each, event.arguments.attachments);
}

void Packer::value(const Encoded &value)
{
    json(parseOwnJson('[' + value.items + ']').toArray().at(0), value.attachments);
}

void Packer::json(const QJsonValue &value, const QList<QByteArray> &attachments)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return flag(value.toBool());
    case QJsonValue::String:
        return text(value.toString());
    case QJsonValue::Double: {
        const qint64 whole = value.toInteger(std::numeric_limits<qint64>::min());
        if (double(whole) == value.toDouble())
            return number(whole);
        return with(m_out, [&value](auto &packer) { packer.pack_double(value.toDouble()); });
    }
    case QJsonValue::Array: {
        const QJsonArray values = value.toArray();
        list(values.size());
        for (const auto &each : values)
            json(each, attachments);
        return;
    }
    case QJsonValue::Object: {
        const QJsonObject values = value.toObject();
        const auto num = values.value(QLatin1String("num")).toInteger(-1);
        if (values.value(QLatin1String("_placeholder")).toBool() && num >= 0 && num < attachments.size()) {
            const QByteArray &bytes = attachments.at(num);
            return with(m_out, [&bytes](auto &packer) {
                packer.pack_bin(std::uint32_t(bytes.size()));
                packer.pack_bin_body(bytes.constData(), std::uint32_t(bytes.size()));
            });
        }
        map(values.size());
        for (auto it = values.begin(); it != values.end(); ++it) {
            text(it.key());
            json(it.value(), attachments);
        }
        return;
    }
    default:
        return with(m_out, [](auto &packer) { packer.pack_nil(); });
    }
}

} // namespace hearth::server::cluster
