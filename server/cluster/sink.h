#pragma once

#include <QByteArray>

#define MSGPACK_NO_BOOST
#include <msgpack/pack.hpp>

namespace hearth::server::cluster {

//! What msgpack-cxx writes to.
struct Sink
{
    QByteArray &out;
    void write(const char *data, std::size_t size) { out.append(data, qsizetype(size)); }
};

//! One value, or the head of a list or map.
template <class Write>
void with(QByteArray &out, Write write)
{
    Sink sink{out};
    msgpack::packer<Sink> packer(sink);
    write(packer);
}

inline void writeText(QByteArray &out, QByteArrayView utf8)
{
    with(out, [&utf8](auto &packer) {
        packer.pack_str(std::uint32_t(utf8.size()));
        packer.pack_str_body(utf8.data(), std::uint32_t(utf8.size()));
    });
}

} // namespace hearth::server::cluster
