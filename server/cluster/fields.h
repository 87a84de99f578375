#pragma once

#include "server/cluster/messages.h"
#include "shared/base/result.h"

#include <optional>
#include <vector>

//! Reads and writes the parts that both wires have in common.
namespace hearth::server::cluster {

[[nodiscard]] Error malformed(const char *what);

//! A message as JSON, whichever of both it was: what begins with `{` is JSON, as the adapters have it, unless
//! the wire says otherwise. Strict (parseStrictJson()), so that whatever is passed on is JSON for every
//! client.
class Body
{
public:
    enum class Form { Either, MessagePack };
    [[nodiscard]] static Result<Body> of(
        QByteArrayView payload, const Bounds &bounds, Form form = Form::Either);
    [[nodiscard]] QByteArrayView json() const { return m_json; }
    [[nodiscard]] const QList<QByteArray> &attachments() const { return m_attachments; }

private:
    QByteArray m_json;
    QList<QByteArray> m_attachments;
};

//! The values of an object, as the bytes that they are, in a Body that lives longer. What is missing is
//! empty.
class Fields
{
public:
    //! nullopt where it is no object.
    [[nodiscard]] static std::optional<Fields> of(QByteArrayView object);
    [[nodiscard]] QByteArrayView operator[](QByteArrayView key) const;

private:
    std::vector<std::pair<QByteArrayView, QByteArrayView>> m_values;
};

//! The items of a list; nullopt where it is none.
[[nodiscard]] std::optional<std::vector<QByteArrayView>> itemsOf(QByteArrayView list);
//! A text, or a number as its digits: rooms of Node may be numbers.
[[nodiscard]] std::optional<QString> textOf(QByteArrayView value);
[[nodiscard]] std::optional<QStringList> textsOf(QByteArrayView list);
//! To join or leave: at most 1,000, since each is a table here.
[[nodiscard]] std::optional<QStringList> roomsOf(QByteArrayView list);
[[nodiscard]] std::optional<qint64> numberOf(QByteArrayView value);
[[nodiscard]] bool isTrue(QByteArrayView value);
//! `{rooms, except}`; both may be missing.
[[nodiscard]] std::optional<Audience> audienceOf(QByteArrayView opts);
//! What else stands in them; what is missing or makes no sense is left out.
struct Flags
{
    bool isVolatile = false;
    int timeoutMs = 0;
    std::optional<Place> place = {}; //!< `"hearth":[track,position,after]`
};
[[nodiscard]] Flags flagsOf(QByteArrayView opts);
//! A list that begins with the event's name. nullopt for one without: forwarded, it makes the official client
//! throw. Also where not all attachments of the body are in it.
[[nodiscard]] std::optional<Event> eventOf(QByteArrayView list, const Body &body);
//! `{type:2, data:[…]}`, and no name that clients keep for themselves.
[[nodiscard]] std::optional<Event> packetOf(QByteArrayView packet, const Body &body);
//! One value, or none where it is missing.
[[nodiscard]] std::optional<Encoded> valueOf(QByteArrayView value, const Body &body);
[[nodiscard]] std::optional<QList<RemoteSocket>> socketsOf(QByteArrayView list);
//! How many sockets a server asks.
[[nodiscard]] std::optional<int> countOf(QByteArrayView value);

[[nodiscard]] QByteArray jsonOf(const QString &text);
[[nodiscard]] QByteArray jsonOf(const QStringList &texts);
[[nodiscard]] QByteArray jsonOf(const QSet<QString> &texts);
//! A list of the event's name and its arguments.
[[nodiscard]] QByteArray jsonOf(const Event &event);
[[nodiscard]] QByteArray jsonOf(const QList<RemoteSocket> &sockets);

} // namespace hearth::server::cluster
