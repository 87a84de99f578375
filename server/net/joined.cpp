#include "server/net/joined.h"

#include <algorithm>
#include <numeric>

namespace hearth::server {

namespace {
constexpr std::size_t maxBytes = 64 * 1024; //!< beyond, the bytes cost more than the parts
}

std::optional<iovec> Joined::join(std::span<const iovec> parts)
{
    if (!isAsBefore(parts)) {
        m_before.assign(parts.begin(), parts.end());
        m_isJoined = false;
        return std::nullopt;
    }
    if (!m_isJoined) {
        const std::size_t size = std::accumulate(parts.begin(), parts.end(), std::size_t(0),
            [](std::size_t sum, const iovec &part) { return sum + part.iov_len; });
        if (size > maxBytes)
            return std::nullopt;
        QByteArray &piece = m_pieces.emplace_back();
        piece.reserve(qsizetype(size));
        for (const iovec &part : parts)
            piece.append(static_cast<const char *>(part.iov_base), qsizetype(part.iov_len));
        m_isJoined = true;
    }
    const QByteArray &piece = m_pieces.back();
    return iovec{const_cast<char *>(piece.constData()), std::size_t(piece.size())};
}

//! The same memory is the same bytes, as long as nobody has let go of it.
bool Joined::isAsBefore(std::span<const iovec> parts) const
{
    return std::ranges::equal(parts, m_before, [](const iovec &one, const iovec &other) {
        return one.iov_base == other.iov_base && one.iov_len == other.iov_len;
    });
}

void Joined::clear()
{
    m_before.clear();
    m_isJoined = false;
    m_pieces.clear();
}

} // namespace hearth::server
