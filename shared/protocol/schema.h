#pragma once

#include "shared/protocol/codec.h"
#include "shared/protocol/things.h"

#include <QJsonArray>
#include <QJsonObject>

//! JSON Schema (2020-12, as OpenAPI 3.1 has it) from the same fields() that decode reads by.
namespace hearth::protocol {

//! The key of a thing under `components/schemas`.
template <class T>
QString schemaKey()
{
    return QString::fromLatin1(thingName<T>).replace(QLatin1Char(' '), QLatin1Char('-'));
}

template <class T>
QJsonObject schemaOf(Range range = {});

namespace detail {

template <class T>
struct ListItem : std::false_type
{};
template <class T>
struct ListItem<QList<T>> : std::true_type
{
    using Type = T;
};
template <class T>
struct MapItem : std::false_type
{};
template <class T>
struct MapItem<QMap<QString, T>> : std::true_type
{
    using Type = T;
};

inline QJsonObject ofType(const char *type)
{
    return {{QStringLiteral("type"), QLatin1String(type)}};
}

} // namespace detail

//! The struct itself, not a reference to it. Unknown fields are refused in what clients send, and what the
//! server answers has no others.
template <WireStruct T>
QJsonObject structSchema()
{
    QJsonObject properties;
    QJsonArray required;
    [[maybe_unused]] const auto put = [&](const auto &f) {
        using FieldType = std::decay_t<decltype(std::declval<T>().*f.member)>;
        const QString key = QLatin1String(f.key);
        QJsonObject schema;
        if constexpr (detail::IsOptional<FieldType>::value) {
            schema = schemaOf<typename FieldType::value_type>(f.range);
        } else {
            schema = schemaOf<FieldType>(f.range);
            required.append(key);
        }
        schema.insert(QStringLiteral("description"), QString::fromUtf8(f.doc));
        properties.insert(key, schema);
    };
    std::apply([&](const auto &...each) { (put(each), ...); }, T::fields());
    QJsonObject out = detail::ofType("object");
    out.insert(QStringLiteral("properties"), properties);
    out.insert(QStringLiteral("additionalProperties"), false);
    if (!required.isEmpty())
        out.insert(QStringLiteral("required"), required);
    return out;
}

template <class T>
QJsonObject schemaOf(Range range)
{
    if constexpr (WireStruct<T>) {
        if constexpr (thingName<T> != nullptr)
            return {{QStringLiteral("$ref"), QStringLiteral("#/components/schemas/") + schemaKey<T>()}};
        else
            return structSchema<T>();
    } else if constexpr (detail::NamedEnum<T>) {
        QJsonArray names;
        for (const char *each : enumNames(T{}))
            names.append(QLatin1String(each));
        return {{QStringLiteral("type"), QStringLiteral("string")}, {QStringLiteral("enum"), names}};
    } else if constexpr (std::is_same_v<T, QString>) {
        // The bounds are of bytes: no text of more characters than that fits, and an empty one has none.
        QJsonObject schema = detail::ofType("string");
        schema.insert(QStringLiteral("maxLength"), range.max);
        if (range.min > 0)
            schema.insert(QStringLiteral("minLength"), 1);
        return schema;
    } else if constexpr (std::is_same_v<T, bool>) {
        return detail::ofType("boolean");
    } else if constexpr (std::is_same_v<T, QJsonValue>) {
        return {}; // anything
    } else if constexpr (std::is_same_v<T, double>) {
        return detail::ofType("number");
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        return detail::ofType("object");
    } else if constexpr (detail::ListItem<T>::value) {
        QJsonObject schema = detail::ofType("array");
        using Item = typename detail::ListItem<T>::Type;
        schema.insert(QStringLiteral("items"), schemaOf<Item>(detail::itemRange<Item>()));
        schema.insert(QStringLiteral("maxItems"), range.max);
        return schema;
    } else if constexpr (detail::MapItem<T>::value) {
        QJsonObject schema = detail::ofType("object");
        using Item = typename detail::MapItem<T>::Type;
        schema.insert(QStringLiteral("additionalProperties"), schemaOf<Item>(detail::itemRange<Item>()));
        return schema;
    } else {
        static_assert(std::is_same_v<T, qint64>);
        QJsonObject schema = detail::ofType("integer");
        schema.insert(QStringLiteral("minimum"), range.min);
        schema.insert(QStringLiteral("maximum"), range.max);
        return schema;
    }
}

} // namespace hearth::protocol
