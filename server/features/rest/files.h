#pragma once

#include "shared/protocol/entities.h"

//! The bodies of requests about files, and their answers. What is streamed is in docs/protocol.md.
namespace hearth::server {

struct CreateUpload
{
    QString roomId;
    QString name;
    qint64 size = 0;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("roomId", &CreateUpload::roomId, {1, 64}, "the room that it is for"),
            field("name", &CreateUpload::name, {0, 1024}, "the file's name"),
            field("size", &CreateUpload::size, protocol::bigCount, "in bytes"),
        };
    }
};

struct UploadState
{
    QString id;
    QString roomId;
    QString name;
    qint64 size = 0;
    qint64 offset = 0;

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("id", &UploadState::id, "of the upload"),
            field("roomId", &UploadState::roomId, "the room that it is for"),
            field("name", &UploadState::name, "the file's name, made safe"),
            field("size", &UploadState::size, protocol::bigCount, "in bytes, as announced"),
            field("offset", &UploadState::offset, protocol::bigCount, "so many bytes are on the disk"),
        };
    }
};

struct UploadAnswer
{
    UploadState upload;
    std::optional<protocol::File> file = {};

    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{
            field("upload", &UploadAnswer::upload, "how far it is"),
            field("file", &UploadAnswer::file, "with the last byte: what it has become"),
        };
    }
};

struct FileAnswer
{
    protocol::File file;

    static constexpr auto fields()
    {
        return std::tuple{protocol::field("file", &FileAnswer::file, "to send with a message")};
    }
};

} // namespace hearth::server
