#pragma once

#include "shared/protocol/entities.h"

//! The bodies of requests about messages, and their answers.
namespace hearth::server {

struct PostMessage
{
    QString content;
    std::optional<QString> clientId;
    std::optional<QString> replyTo;
    std::optional<QList<QString>> files;
    std::optional<protocol::Panel> panel;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("content", &PostMessage::content, {0, 16 * 1024},
                "the text; may be empty where there are files or a panel"),
            field("clientId", &PostMessage::clientId, {1, 64}, "the sender's own name for it"),
            field("replyTo", &PostMessage::replyTo, {1, 64}, "the message of this room that it answers"),
            field("files", &PostMessage::files, protocol::filesRange, "ids of files to send with it"),
            field("panel", &PostMessage::panel, "a panel to show with its values as they are now"),
        };
    }
};

struct PatchMessage
{
    QString content;

    static constexpr auto fields()
    {
        return std::tuple{
            protocol::field("content", &PatchMessage::content, {1, 16 * 1024}, "the new text"),
        };
    }
};

struct HistoryPage
{
    QList<protocol::Message> messages;
    qint64 changeSeq = 0;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("messages", &HistoryPage::messages, {0, 100}, "the oldest first"),
            field("changeSeq", &HistoryPage::changeSeq, protocol::bigCount,
                "how many changes of the room the page knows of"),
        };
    }
};

//! Pins, the last one first; or the answers to a message, the oldest first.
struct MessageList
{
    QList<protocol::Message> messages;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("messages", &MessageList::messages, {0, 100}, "the messages")};
    }
};

struct EditList
{
    QList<protocol::EarlierText> edits;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("edits", &EditList::edits, {0, 100},
            "what it said before, the oldest first; each behind `after`")};
    }
};

struct Found
{
    QList<protocol::Message> messages;
    std::optional<QString> next;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("messages", &Found::messages, {0, 100}, "the last said first"),
            field("next", &Found::next, "where there may be more: `cursor` of the next page"),
        };
    }
};

} // namespace hearth::server
