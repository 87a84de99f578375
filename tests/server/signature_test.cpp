#include "server/storage/sql/signature.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace hearth::test {

using namespace hearth::server;

namespace {

QByteArray signatureOf(const std::vector<std::string> &texts)
{
    SignatureBuilder builder{};
    for (const std::string &text : texts)
        builder.add(text);
    return builder.bytes();
}

bool mayHold(const QByteArray &signature, std::string_view term)
{
    return server::mayHold({signature.constData(), size_t(signature.size())}, term);
}

std::string randomText(std::mt19937 &random, size_t length, char first, char last)
{
    std::string text;
    for (size_t i = 0; i < length; ++i)
        text += char(std::uniform_int_distribution<int>(first, last)(random));
    return text;
}

} // namespace

TEST(Signature, NeverRulesOutWhatIsThere)
{
    std::mt19937 random(7);
    for (const size_t length : {1U, 2U, 3U, 20U, 90U, 2000U}) {
        std::vector<std::string> texts;
        for (int i = 0; i < 64; ++i)
            texts.push_back(randomText(random, length, 'a', 'z'));
        const QByteArray signature = signatureOf(texts);
        for (const std::string &text : texts) {
            for (size_t at = 0; at < text.size(); at += 7) {
                for (size_t size = 1; size < 9; ++size)
                    EXPECT_TRUE(mayHold(signature, std::string_view(text).substr(at, size)));
            }
        }
    }
}

TEST(Signature, RulesOutMostOfWhatIsNotThere)
{
    std::mt19937 random(7);
    std::vector<std::string> texts;
    for (int i = 0; i < 64; ++i)
        texts.push_back(randomText(random, 90, 'a', 'z'));
    const QByteArray signature = signatureOf(texts);
    EXPECT_LE(signature.size(), 8192);
    int passed = 0;
    for (int i = 0; i < 1000; ++i)
        passed += mayHold(signature, randomText(random, 6, 'a', 'z')) ? 1 : 0;
    EXPECT_LT(passed, 50);
    // What was put in comes from `a` to `z`: a letter and a pair of others are not there.
    for (const char *other : {"Q", "QX", "\xE4\xB8\x8A", "\xE4\xB8\x8A\xE6\xB5\xB7"})
        EXPECT_FALSE(mayHold(signature, other)) << other;
}

TEST(Signature, IsAsLongAsTheTextsAsk)
{
    EXPECT_EQ(signatureOf({}), QByteArray());
    EXPECT_EQ(signatureOf({""}), QByteArray());
    EXPECT_FALSE(mayHold({}, "a"));
    EXPECT_EQ(signatureOf({"hello"}).size(), 64);
    std::mt19937 random(7);
    EXPECT_EQ(signatureOf({randomText(random, 500'000, 'a', 'z')}).size(), 8192);
    EXPECT_TRUE(mayHold("123", "x")) << "no signature: whatever may be in it";
    EXPECT_TRUE(mayHold(signatureOf({"hello"}), "")) << "is everywhere";
}

//! Stored: another hash would find nothing in the databases there are.
TEST(Signature, StaysWhatItIs)
{
    EXPECT_EQ(signatureOf({"a", "hello"}).toHex(),
        QByteArray("0800000480001000800000000200045000000000000000000002000802000001"
                   "0000000008000000000000100040000180000040000000000010000001000000"));
}

} // namespace hearth::test
