#pragma once

#include "shared/base/errorcode.h"
#include "shared/protocol/schema.h"

#include <QList>

namespace hearth::server {

//! Who is answered; others get `unauthorized`, or `forbidden` or `access_denied`.
enum class Who {
    Anybody,
    SignedIn,
    Reader, //!< who may enter the room: by the one gate
    Member, //!< of the room
    Admin,  //!< owners and admins of the server
};
inline constexpr std::array<const char *, 5> enumNames(Who)
{
    return {"anybody", "signed-in", "reader", "member", "admin"};
}

struct Parameter
{
    const char *name;
    const char *doc;
    enum class Place { Query, Header } place = Place::Query;
    bool isRequired = false;
};

//! One path with one method: what /api/openapi.json says of it. The router's registrations are held against
//! this list, and so is what the running server answers (tests/interop/openapi.test.mjs).
struct Operation
{
    const char *method;
    const char *path; //!< as the router has it
    Who who;
    const char *doc;
    using Schema = QJsonObject (*)();
    Schema takes = nullptr;   //!< the JSON body; none
    Schema answers = nullptr; //!< what the answer holds; none: `contentType`
    int status = 200;
    QList<Parameter> parameters = {};
    const char *contentType = "application/json"; //!< of the answer
    const char *bodyType = nullptr;               //!< of a body that is not JSON
};

//! Every path there is, by noun.
[[nodiscard]] const QList<Operation> &operations();

[[nodiscard]] QList<Operation> accountOperations();
[[nodiscard]] QList<Operation> peopleOperations();
[[nodiscard]] QList<Operation> roomOperations();
[[nodiscard]] QList<Operation> messageOperations();
[[nodiscard]] QList<Operation> fileOperations();
[[nodiscard]] QList<Operation> notificationOperations();
[[nodiscard]] QList<Operation> channelOperations();
[[nodiscard]] QList<Operation> hookOperations();

template <class T>
QJsonObject bodyOf()
{
    return protocol::schemaOf<T>();
}

inline const Parameter limitParameter{"limit", "at most so many, from 1 to 100"};

} // namespace hearth::server
