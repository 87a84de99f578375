#include "shared/protocol/documentation.h"

#include "shared/base/closecode.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/events.h"
#include "shared/protocol/things.h"

#include <type_traits>

namespace hearth::protocol {

namespace {

template <class T>
struct ItemOf
{
    using Type = T;
    static constexpr const char *shape = "";
};
template <class T>
struct ItemOf<QList<T>>
{
    using Type = T;
    static constexpr const char *shape = "list of ";
};
template <class T>
struct ItemOf<QMap<QString, T>>
{
    using Type = T;
    static constexpr const char *shape = "object of ";
};
template <class T>
struct ItemOf<std::optional<T>>
{
    using Type = T;
    static constexpr const char *shape = "optional ";
};

template <class T>
QString typeText(Range range)
{
    const QString shape = QString::fromLatin1(ItemOf<T>::shape);
    using Item = typename ItemOf<T>::Type;
    if constexpr (!std::is_same_v<Item, T>) {
        const bool isOptional = shape.startsWith(QLatin1String("optional"));
        return shape + typeText<Item>(isOptional ? range : Range{});
    } else if constexpr (WireStruct<T>) {
        static_assert(thingName<T> != nullptr, "a struct in a field needs a name: things.h");
        return QString::fromLatin1(thingName<T>);
    } else if constexpr (detail::NamedEnum<T>) {
        return detail::enumChoices<T>();
    } else if constexpr (std::is_same_v<T, QString>) {
        return QStringLiteral("text, %1–%2 bytes").arg(range.min).arg(range.max);
    } else if constexpr (std::is_same_v<T, bool>) {
        return QStringLiteral("true or false");
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        return QStringLiteral("object");
    } else if constexpr (std::is_same_v<T, QJsonValue>) {
        return QStringLiteral("any JSON");
    } else if constexpr (std::is_same_v<T, double>) {
        return QStringLiteral("number");
    } else {
        static_assert(std::is_same_v<T, qint64>);
        return QStringLiteral("whole number");
    }
}

template <class T>
QString fieldTable()
{
    QString out;
    const auto line = [&out](const auto &f) {
        using Member = std::decay_t<decltype(std::declval<T>().*f.member)>;
        out += QStringLiteral("| `%1` | %2 | %3 |\n")
                   .arg(QLatin1String(f.key), typeText<Member>(f.range), QString::fromUtf8(f.doc));
    };
    std::apply([&](const auto &...each) { (line(each), ...); }, T::fields());
    return out.isEmpty() ? QString()
                         : QStringLiteral("| field | is | meaning |\n| --- | --- | --- |\n") + out;
}

QString directionText(Direction direction)
{
    switch (direction) {
    case Direction::ToServer:
        return QStringLiteral("client → server");
    case Direction::ToClient:
        return QStringLiteral("server → client");
    case Direction::Both:
        break;
    }
    return QStringLiteral("both ways");
}

template <WireEvent E>
QString eventSection()
{
    QString out = QStringLiteral("### `%1` (%2)\n\n%3\n\n")
                      .arg(QLatin1String(E::info.name), directionText(E::info.direction),
                          QString::fromUtf8(E::info.doc));
    if (E::info.payload == Payload::Bare)
        out += QStringLiteral("Its argument is the bare value:\n\n");
    out += fieldTable<E>() + QLatin1Char('\n');
    if constexpr (requires { typename E::Ack; }) {
        const QString ack = fieldTable<typename E::Ack>();
        out += ack.isEmpty() ? QStringLiteral("Ack: `{\"ok\":true}`.\n\n")
                             : QStringLiteral("Ack: `ok` and\n\n") + ack + QLatin1Char('\n');
    }
    return out;
}

//! What goes by HTTP because no frame is large enough for it.
QString filesSection()
{
    return QStringLiteral(
        "\n## Files\n\n"
        "Each request carries `Authorization: Bearer TOKEN`. A file belongs to a room; until a message "
        "carries it "
        "(`message:send` with `files`), only its owner gets it, and it is forgotten after a day.\n\n"
        "| request | answer |\n| --- | --- |\n"
        "| `POST /api/files`, a form with `roomId` and `file`, or the bytes themselves with `?roomId=&name=` "
        "| "
        "`201 {file}` |\n"
        "| `GET /api/files/{id}` | the bytes, also by `Range`, with `ETag`; `Content-Disposition: "
        "attachment` |\n"
        "| `GET /api/files/{id}/thumbnail` | a small JPEG or PNG |\n"
        "| `POST /api/uploads {roomId,name,size}` | `201 {upload:{id,roomId,name,size,offset}}` |\n"
        "| `GET` or `HEAD /api/uploads/{id}` | `{upload}`, also in `Upload-Offset` and `Upload-Length`: so "
        "much is "
        "on the disk. A part that is still being sent is ended |\n"
        "| `PATCH /api/uploads/{id}` with `Upload-Offset: N`, the bytes from N on, as many as there are | "
        "`200 {upload}`, or with the last byte `201 {upload,file}`. `409` `offset_mismatch` where N is not "
        "the "
        "offset: ask for it and go on from there |\n"
        "| `DELETE /api/uploads/{id}` | gives the upload up |\n");
}

QString errorTable()
{
    QString out = QStringLiteral("| code | HTTP | again? | text |\n| --- | --- | --- | --- |\n");
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        out += QStringLiteral("| `%1` | %2 | %3 | %4 |\n")
                   .arg(name(code))
                   .arg(httpStatus(code))
                   .arg(isRetryable(code) ? QStringLiteral("yes") : QStringLiteral("no"), text(code));
    }
    return out;
}

QString closeTable()
{
    QString out = QStringLiteral("| code | reason | come back? |\n| --- | --- | --- |\n");
    for (int i = 1000; i < 5000; ++i) {
        const QString why = reason(static_cast<CloseCode>(i));
        if (i == 1000 || why != reason(CloseCode::Normal))
            out += QStringLiteral("| %1 | %2 | %3 |\n")
                       .arg(i)
                       .arg(why, mayReconnect(quint16(i)) ? QStringLiteral("yes") : QStringLiteral("no"));
    }
    return out;
}

} // namespace

QString protocolMarkdown()
{
    QString out =
        QStringLiteral("# The protocol\n\n"
                       "Made from `shared/protocol/events.h` by `hearthd protocol`; do not edit.\n\n"
                       "Hearth speaks Engine.IO 4 and Socket.IO 5 at `/socket.io/`. Connect with `auth: "
                       "{token}`, where the token "
                       "comes from `POST /api/login`. Without one the server answers CONNECT_ERROR "
                       "`Authentication required`, with "
                       "an unknown one `Invalid token`.\n\n"
                       "An event may ask for an ack: `{\"ok\":true,…}` or "
                       "`{\"ok\":false,\"error\":{\"code\",\"message\"}}`. Without "
                       "an ack a refusal comes as the event `error`. Ids are text; times are milliseconds "
                       "since 1970. A field that "
                       "is not listed is refused by the server, and a client skips it.\n\n## Events\n\n");
    Catalogue::forEach([&out]<class E>() { out += eventSection<E>(); });
    out += QStringLiteral("## Things\n\n");
    QStringList things;
    forEachThing([&things]<class T>() {
        things += QStringLiteral("### %1\n\n").arg(QLatin1String(thingName<T>)) + fieldTable<T>();
    });
    out += things.join(QLatin1Char('\n'));
    out += filesSection();
    out += QStringLiteral("\n## Error codes\n\n") + errorTable();
    out += QStringLiteral("\n## Close codes of the WebSocket\n\n") + closeTable();
    return out;
}

} // namespace hearth::protocol
