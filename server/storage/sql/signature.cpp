#include "server/storage/sql/signature.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

namespace hearth::server {

namespace {

constexpr size_t maxGram = 3;
constexpr size_t minWords = 8;

//! How many bits a gram of so many bytes has: a term of one or two bytes has no other gram to be ruled out
//! by.
size_t bitsOf(size_t length)
{
    return length < maxGram ? 2 : 1;
}

//! Spreads what stands at `at` over 16 bits. Stored: another way of it needs a migration.
std::uint32_t hashOf(std::string_view text, size_t at, size_t length, size_t nth)
{
    std::uint64_t gram = length + 16 * nth;
    for (size_t i = 0; i < length; ++i)
        gram = gram << 8 | static_cast<unsigned char>(text[at + i]);
    return std::uint32_t((gram * 0x9E3779B97F4A7C15ULL) >> 48); // the golden ratio: Knuth, vol. 3, 6.4
}

size_t ones(const std::vector<std::uint64_t> &words)
{
    size_t count = 0;
    for (const std::uint64_t word : words)
        count += size_t(std::popcount(word));
    return count;
}

//! Half as long: a gram's place is the rest by the length, so two halves lie on one another.
std::vector<std::uint64_t> folded(const std::vector<std::uint64_t> &words)
{
    const size_t half = words.size() / 2;
    std::vector<std::uint64_t> out(words.begin(), words.begin() + std::ptrdiff_t(half));
    for (size_t i = 0; i < half; ++i)
        out[i] |= words[half + i];
    return out;
}

} // namespace

void SignatureBuilder::add(std::string_view text)
{
    for (size_t at = 0; at < text.size(); ++at) {
        const size_t longest = std::min(maxGram, text.size() - at);
        for (size_t length = 1; length <= longest; ++length) {
            for (size_t nth = 0; nth < bitsOf(length); ++nth) {
                const std::uint32_t bit = hashOf(text, at, length, nth);
                m_words[bit / 64] |= std::uint64_t(1) << (bit % 64);
            }
        }
    }
}

QByteArray SignatureBuilder::bytes() const
{
    std::vector<std::uint64_t> words(m_words.begin(), m_words.end());
    if (ones(words) == 0)
        return {};
    while (words.size() > minWords) {
        std::vector<std::uint64_t> half = folded(words);
        if (ones(half) * 4 > half.size() * 64) // over a quarter rules out too little
            break;
        words = std::move(half);
    }
    QByteArray out(qsizetype(words.size() * 8), Qt::Uninitialized);
    for (size_t byte = 0; byte < words.size() * 8; ++byte)
        out[qsizetype(byte)] = char(words[byte / 8] >> (byte % 8 * 8) & 0xFF);
    return out;
}

bool mayHold(std::string_view signature, std::string_view term)
{
    if (signature.empty())
        return false;
    if (!std::has_single_bit(signature.size()))
        return true;
    const size_t length = std::min(maxGram, term.size());
    for (size_t at = 0; at + length <= term.size() && length > 0; ++at) {
        for (size_t nth = 0; nth < bitsOf(length); ++nth) {
            const size_t bit = hashOf(term, at, length, nth) % (signature.size() * 8);
            if ((static_cast<unsigned char>(signature[bit / 8]) >> (bit % 8) & 1) == 0)
                return false;
        }
    }
    return true;
}

} // namespace hearth::server
