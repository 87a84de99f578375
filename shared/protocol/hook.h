#pragma once

#include "shared/protocol/field.h"

#include <QString>

//! A webhook of a room: an address to which programs post, and what they say is a message there.
namespace hearth::protocol {

struct ShownHook
{
    QString id;
    QString roomId;
    QString userId;
    QString name;
    QString createdBy;
    qint64 createdAt = 0;

    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &ShownHook::id, {1, 64}, "of the hook"),
            field("roomId", &ShownHook::roomId, {1, 64}, "where it speaks"),
            field("userId", &ShownHook::userId, {1, 64}, "the account by which it speaks"),
            field("name", &ShownHook::name, {1, 80}, "who is shown to speak"),
            field("createdBy", &ShownHook::createdBy, {1, 64}, "user id"),
            field("createdAt", &ShownHook::createdAt, bigCount, "ms since 1970"),
        };
    }
};

struct HookWithToken : ShownHook
{
    QString token;
    QString url;

    static constexpr auto fields()
    {
        return std::tuple_cat(
            ShownHook::fields(), std::tuple{
                                     field("token", &HookWithToken::token, {43, 43}, "shown this once"),
                                     field("url", &HookWithToken::url, {1, 1024}, "where to post to"),
                                 });
    }
};

} // namespace hearth::protocol
