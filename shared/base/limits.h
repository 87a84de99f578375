#pragma once

#include "shared/base/spans.h"

namespace hearth {

//! Every bound on what a peer can make the server hold or do, with its default: the one place. Sizes in
//! bytes, times in milliseconds; 0 lifts a limit. `[limits]` in the configuration sets them by these names in
//! snake case.
struct Limits
{
    qint64 frameBytes = 64 * 1024; //!< one WebSocket frame or message
    int attachmentsPerPacket = 10; //!< binary attachments of one Socket.IO packet
    int jsonDepth = 32;
    int headerCount = 64;
    qint64 headBytes = 8 * 1024;  //!< an HTTP request's head
    qint64 bodyBytes = 64 * 1024; //!< an HTTP request's body, files aside
    int handshakeMs = 5'000;      //!< from accept to a complete HTTP head
    int bodyMs = 10'000;
    int unauthenticatedMs = 10'000; //!< from upgrade to an accepted CONNECT
    int connectionsPerUser = 20;
    int unauthenticatedPerAddress = 64;
    int eventStreamsPerUser = 20; //!< of Server-Sent Events
    int roomsPerSocket = 128;
    qint64 sendQueueBytes = 1024 * 1024;         //!< then the slow reader is closed
    qint64 receiveQueueBytes = 16 * 1024 * 1024; //!< of one I/O thread's sockets, and not handled yet
    int readerStalledMs = minuteMs; //!< for which a peer takes nothing of a long answer; then it is closed
    int uploadStalledMs = 30'000;   //!< for which an upload may bring no bytes; then it is ended
    qint64 fileBytes = 25 * 1024 * 1024;        //!< one file
    qint64 fileQuotaBytes = 1024 * 1024 * 1024; //!< all files of one person, unfinished uploads included
    int uploadsPerUser = 8;                     //!< at once
    int uploadKeepMs = dayMs; //!< for which an unfinished upload, or a file in no message, is kept
    double messagesPerSecond = 20;
    int messageBurst = 40;
    double eventsPerSecond = 100;  //!< of any kind, a person; above messagesPerSecond
    int eventBurst = 400;          //!< joining 128 rooms at once is no attack
    int contentBytes = 16 * 1024;  //!< the text of one message, UTF-8
    qint64 chartBytes = 32 * 1024; //!< the chart of one message, as JSON
    qint64 panelBytes = 8 * 1024;  //!< the panel that it is made of
    int alerts = 500;              //!< in all
    int dashboards = 200;          //!< in all
    int hooksPerRoom = 50;
    int typingIntervalMs = 2'000; //!< a repeated typing:start within it is absorbed
    int typingLeaseMs = 5'000;
    int presenceGraceMs = 5'000; //!< for which a person whose last device was lost is still there
    int pageSize = 100;          //!< messages of one answer of history, recovery or search
    double searchesPerSecond = 20;
    int searchBurst = 200;
    qint64 searchBytes = 32 * 1024 * 1024; //!< of texts that a search looks through for a page
    int notificationsKept = 1000;          //!< a person, about; the oldest are forgotten
    int sessionsPerUser = 100;             //!< sign-ins; the longest unused one ends
    int auditKept = 10'000;                //!< lines of the audit list; the oldest are forgotten
    int ticketsPerUser = 20;               //!< that are not used yet
    int ticketMs = 30'000;                 //!< from a ticket to its use
    double channelValuesPerSecond = 1'000; //!< a person, on all channels
    int channelValueBurst = 10'000;
    int channels = 10'000;
    int channelsPerUser = 500; //!< made by one person
    int channelsPerSocket = 200;
    int topicsPerStream = 100; //!< channels and patterns that one stream of events names
    int fieldsPerChannel = 64; //!< whose numbers are kept beyond the hour; the others are left out
    int channelTokensPerUser = 50;
    qint64 channelDiskBytesPerUser = qint64(4) * 1024 * 1024 * 1024; //!< of all channels that they made
    qint64 channelBytes = 256 * 1024 * 1024; //!< in memory, of the last hour of all channels
    int writeQueue = 10'000;                 //!< jobs that wait for the database; then `unavailable`
    bool operator==(const Limits &) const = default;
};

} // namespace hearth
