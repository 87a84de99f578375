#pragma once

#include <QByteArray>

#include <array>
#include <cstdint>
#include <string_view>

namespace hearth::server {

//! What may be in some texts, told by a few bytes: a Bloom filter of each one, two and three bytes that stand
//! side by side in them. It rules out most terms that are in none of the texts, and never one that is.
//!
//! All of it is zero at first, so that SQLite may make one. 8 KiB; as bytes at most that, and as few as let
//! it rule out: a power of two, or none for no text.
class SignatureBuilder
{
public:
    void add(std::string_view text);
    [[nodiscard]] QByteArray bytes() const;

private:
    static constexpr size_t maxBits = 1 << 16;
    std::array<std::uint64_t, maxBits / 64> m_words;
};

//! False: none of the texts of the signature holds the term. Of bytes that are no signature: true.
[[nodiscard]] bool mayHold(std::string_view signature, std::string_view term);

} // namespace hearth::server
