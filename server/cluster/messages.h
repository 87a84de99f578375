#pragma once

#include "server/hub/encoded.h"
#include "server/hub/place.h"
#include "server/hub/recoverylog.h"

#include <QJsonObject>
#include <QStringList>

#include <variant>

//! What Socket.IO servers of one namespace say to each other, whatever the wire.
namespace hearth::server::cluster {

struct Event
{
    QString name;
    Encoded arguments;
};

//! An event to those sockets of everybody.
struct Broadcast
{
    Audience to;
    Event event;
    bool isVolatile = false;
    std::optional<Place> place =
        {}; //!< of servers of ours, to one room; a flag of which the others know nothing
};

//! The same with an ack: each server says how many sockets it asks, then sends each answer.
struct Question
{
    QString id;
    Audience to;
    Event event;
    int timeoutMs = 0;
};
struct QuestionCount
{
    QString id;
    int clients = 0;
};
struct QuestionAnswer
{
    QString id;
    Encoded value; //!< one
};

//! Into the rooms, or out of them.
struct Move
{
    Audience who;
    QStringList rooms;
    bool isJoin = true;
};
struct Disconnect
{
    Audience who;
    bool closes = false; //!< the whole connection
};

//! A socket of another server, as it tells of it.
struct RemoteSocket
{
    QString id;
    QStringList rooms;
    QJsonObject handshake;
    QJsonValue data;
};
struct Fetch
{
    QString id;
    Audience who;
};
struct Fetched
{
    QString id;
    QList<RemoteSocket> sockets;
};

struct ListRooms
{
    QString id;
};
struct RoomsListed
{
    QString id;
    QStringList rooms;
};

//! To the other servers themselves.
struct ServerEvent
{
    QString id; //!< empty: nobody waits for an answer
    Event event;
};
struct ServerAnswer
{
    QString id;
    Encoded value; //!< one, or none where the server gave none
};

//! Well formed, and nothing that we answer or wait for.
struct Ignored
{};

using Content = std::variant<Ignored, Broadcast, Question, QuestionCount, QuestionAnswer, Move, Disconnect,
    Fetch, Fetched, ListRooms, RoomsListed, ServerEvent, ServerAnswer>;

struct Message
{
    QString uid; //!< of the server that sent it; empty where the wire does not say
    Content content;
};

//! How large and deep what others send may be.
struct Bounds
{
    qsizetype bytes = 4 * 1024 * 1024;
    int depth = 40;       //!< the envelope takes some of it
    int attachments = 64; //!< of one packet
};

} // namespace hearth::server::cluster
