#pragma once

#include "shared/base/result.h"
#include "shared/protocol/field.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>

#include <optional>
#include <type_traits>

//! JSON to and from every WireStruct, driven by its fields(). Pure functions, thread-safe.
namespace hearth::protocol {

//! Unknown keys: refused from a client (a typing mistake must not pass in silence), skipped from a server
//! (which may be newer than the client).
enum class UnknownKeys { Refuse, Skip };

namespace detail {

template <class T>
struct IsOptional : std::false_type
{};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type
{};
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires
{
    enumNames(T{});
};

inline Error wrong(const QString &path, const QString &expected)
{
    return {ErrorCode::InvalidRequest, QStringLiteral("%1: expected %2").arg(path, expected)};
}

template <NamedEnum T>
QString enumChoices()
{
    QStringList names;
    for (const char *each : enumNames(T{}))
        names += QString::fromLatin1(each);
    return QStringLiteral("one of ") + names.join(QStringLiteral(", "));
}

//! Of a key that a peer chose: enough to find it by, and never half a character, which is no JSON.
inline QString excerptOf(const QString &key)
{
    const qsizetype size = key.size() > 64 && key.at(63).isHighSurrogate() ? 63 : 64;
    return key.left(size);
}

//! The bounds of a list's or a map's items: a field's own are those of the number of its entries.
template <class T>
constexpr Range itemRange()
{
    return std::is_same_v<T, qint64> ? bigCount : Range{};
}

inline QString between(const char *noun, Range range)
{
    return QStringLiteral("%1 from %2 to %3").arg(QString::fromLatin1(noun)).arg(range.min).arg(range.max);
}

} // namespace detail

template <class T>
QJsonValue encode(const T &value);
template <WireStruct T>
Result<T> decode(const QJsonObject &json, UnknownKeys unknownKeys, const QString &path = {});
template <class T>
Result<T> decodeValue(const QJsonValue &json, Range range, UnknownKeys unknownKeys, const QString &path);

// ---- encode ----

template <WireStruct T>
QJsonObject encodeObject(const T &value)
{
    QJsonObject out;
    std::apply(
        [&](const auto &...each) {
            [[maybe_unused]] const auto put = [&](const auto &f) {
                const auto &member = value.*f.member;
                if constexpr (detail::IsOptional<std::decay_t<decltype(member)>>::value) {
                    if (member)
                        out.insert(QLatin1String(f.key), encode(*member));
                } else {
                    out.insert(QLatin1String(f.key), encode(member));
                }
            };
            (put(each), ...);
        },
        T::fields());
    return out;
}

namespace detail {

template <class T>
QJsonValue encodeItems(const QList<T> &items)
{
    QJsonArray out;
    for (const T &item : items)
        out.append(encode(item));
    return out;
}

template <class T>
QJsonValue encodeItems(const QMap<QString, T> &items)
{
    QJsonObject out;
    for (auto it = items.begin(); it != items.end(); ++it)
        out.insert(it.key(), encode(it.value()));
    return out;
}

} // namespace detail

template <class T>
QJsonValue encode(const T &value)
{
    if constexpr (WireStruct<T>)
        return encodeObject(value);
    else if constexpr (detail::NamedEnum<T>)
        return QLatin1String(enumNames(T{}).at(static_cast<size_t>(value)));
    else if constexpr (requires { detail::encodeItems(value); })
        return detail::encodeItems(value);
    else
        return QJsonValue(value);
}

// ---- decode ----

namespace detail {

template <class T>
Result<QList<T>> decodeItems(
    const QJsonValue &json, Range range, UnknownKeys unknownKeys, const QString &path, const QList<T> *)
{
    if (!json.isArray() || json.toArray().size() > range.max)
        return wrong(path, QStringLiteral("a list of at most %1").arg(range.max));
    QList<T> out;
    const QJsonArray array = json.toArray();
    out.reserve(array.size());
    for (qsizetype i = 0; i < array.size(); ++i) {
        auto item = decodeValue<T>(
            array.at(i), itemRange<T>(), unknownKeys, QStringLiteral("%1[%2]").arg(path).arg(i));
        if (!item)
            return item.error();
        out.append(*std::move(item));
    }
    return out;
}

template <class T>
Result<QMap<QString, T>> decodeItems(const QJsonValue &json, Range range, UnknownKeys unknownKeys,
    const QString &path, const QMap<QString, T> *)
{
    if (!json.isObject() || json.toObject().size() > range.max)
        return wrong(path, QStringLiteral("an object of at most %1 entries").arg(range.max));
    QMap<QString, T> out;
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        auto item = decodeValue<T>(
            it.value(), itemRange<T>(), unknownKeys, path + QLatin1Char('.') + excerptOf(it.key()));
        if (!item)
            return item.error();
        out.insert(it.key(), *std::move(item));
    }
    return out;
}

} // namespace detail

//! `path` is the place for error messages, such as `rooms.r1`.
template <class T>
Result<T> decodeValue(const QJsonValue &json, Range range, UnknownKeys unknownKeys, const QString &path)
{
    if constexpr (WireStruct<T>) {
        if (!json.isObject())
            return detail::wrong(path, QStringLiteral("an object"));
        return decode<T>(json.toObject(), unknownKeys, path);
    } else if constexpr (detail::NamedEnum<T>) {
        const auto names = enumNames(T{});
        for (size_t i = 0; json.isString() && i < names.size(); ++i) {
            if (json.toString() == QLatin1String(names.at(i)))
                return static_cast<T>(i);
        }
        return detail::wrong(path, detail::enumChoices<T>());
    } else if constexpr (std::is_same_v<T, QString>) {
        const qint64 bytes = json.isString() ? json.toString().toUtf8().size() : -1;
        if (bytes < range.min || bytes > range.max)
            return detail::wrong(path, detail::between("text, in bytes,", range));
        return json.toString();
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!json.isBool())
            return detail::wrong(path, QStringLiteral("true or false"));
        return json.toBool();
    } else if constexpr (std::is_same_v<T, qint64>) {
        // Not by way of a double, which would round a number just over the range into it.
        const qint64 number = json.toInteger(range.min - 1);
        if (number < range.min || number > range.max)
            return detail::wrong(path, detail::between("a whole number", range));
        return number;
    } else if constexpr (std::is_same_v<T, QJsonValue>) {
        return json;
    } else if constexpr (std::is_same_v<T, double>) {
        if (!json.isDouble())
            return detail::wrong(path, QStringLiteral("a number"));
        return json.toDouble();
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        if (!json.isObject())
            return detail::wrong(path, QStringLiteral("an object"));
        return json.toObject();
    } else {
        return detail::decodeItems(json, range, unknownKeys, path, static_cast<const T *>(nullptr));
    }
}

template <WireStruct T>
Result<T> decode(const QJsonObject &json, UnknownKeys unknownKeys, const QString &path)
{
    T out;
    std::optional<Error> failure;
    qsizetype seen = 0;
    const auto place = [&](const char *key) {
        return path.isEmpty() ? QString::fromUtf8(key) : path + QLatin1Char('.') + QString::fromUtf8(key);
    };
    [[maybe_unused]] const auto take = [&](const auto &f) {
        using FieldType = std::decay_t<decltype(out.*f.member)>;
        if (failure)
            return;
        const auto it = json.find(QLatin1String(f.key));
        if (it == json.end()) {
            if constexpr (!detail::IsOptional<FieldType>::value)
                failure = Error(ErrorCode::InvalidRequest, place(f.key) + QStringLiteral(": is missing"));
            return;
        }
        ++seen;
        const auto store = [&](auto result) {
            if (result)
                out.*f.member = *std::move(result);
            else
                failure = result.error();
        };
        if constexpr (detail::IsOptional<FieldType>::value) {
            if (!it->isNull())
                store(decodeValue<typename FieldType::value_type>(*it, f.range, unknownKeys, place(f.key)));
        } else {
            store(decodeValue<FieldType>(*it, f.range, unknownKeys, place(f.key)));
        }
    };
    std::apply([&](const auto &...each) { (take(each), ...); }, T::fields());
    if (failure)
        return *failure;
    if (unknownKeys == UnknownKeys::Refuse && seen != json.size()) {
        for (const QString &key : json.keys()) {
            const bool known = std::apply(
                [&](const auto &...each) { return ((key == QLatin1String(each.key)) || ...); }, T::fields());
            if (!known)
                return Error(ErrorCode::InvalidRequest, place(detail::excerptOf(key).toUtf8().constData()) +
                                                            QStringLiteral(": is not a field of this"));
        }
    }
    return out;
}

// ---- events ----

//! The arguments of the EVENT packet, after its name.
template <WireEvent E>
QJsonArray encodeArguments(const E &event)
{
    const QJsonObject object = encodeObject(event);
    if constexpr (E::info.payload == Payload::None)
        return {};
    else if constexpr (E::info.payload == Payload::Bare)
        return {object.begin().value()};
    else
        return {object};
}

//! From the arguments after the name. Further arguments are refused like unknown keys.
template <WireEvent E>
Result<E> decodeArguments(const QJsonArray &arguments, UnknownKeys unknownKeys)
{
    if (arguments.size() > 1 && unknownKeys == UnknownKeys::Refuse)
        return Error(ErrorCode::InvalidRequest,
            QStringLiteral("%1: takes one argument").arg(QLatin1String(E::info.name)));
    if constexpr (E::info.payload == Payload::Bare) {
        const auto f = std::get<0>(E::fields());
        return decode<E>(
            arguments.isEmpty() ? QJsonObject() : QJsonObject{{QLatin1String(f.key), arguments.at(0)}},
            unknownKeys);
    } else {
        if (!arguments.isEmpty() && !arguments.at(0).isObject())
            return detail::wrong(QString::fromLatin1(E::info.name), QStringLiteral("an object"));
        return decode<E>(arguments.isEmpty() ? QJsonObject() : arguments.at(0).toObject(), unknownKeys);
    }
}

} // namespace hearth::protocol
