#include "server/net/joined.h"

#include <gtest/gtest.h>

#include <array>

namespace hearth::test {

using namespace hearth::server;

namespace {

iovec part(QByteArray &bytes)
{
    return {bytes.data(), std::size_t(bytes.size())};
}

QByteArray bytesOf(const std::optional<iovec> &whole)
{
    return whole ? QByteArray(static_cast<const char *>(whole->iov_base), qsizetype(whole->iov_len))
                 : QByteArray();
}

} // namespace

class JoinedTest : public testing::Test
{
protected:
    QByteArray m_one = "one ", m_two = "two ", m_three = "three";
    Joined m_joined;
};

TEST_F(JoinedTest, IsOnePieceFromTheSecondOn)
{
    const std::array parts{part(m_one), part(m_two)};
    EXPECT_FALSE(m_joined.join(parts));
    const auto second = m_joined.join(parts);
    EXPECT_EQ(bytesOf(second), "one two ");
    EXPECT_EQ(m_joined.join(parts)->iov_base, second->iov_base) << "joined again";
}

TEST_F(JoinedTest, IsOfTheSamePartsOnly)
{
    const std::array parts{part(m_one), part(m_two)};
    const std::array shorter{part(m_one), iovec{m_two.data(), 2}};
    const std::array others{part(m_one), part(m_three)};
    const std::array longer{part(m_one), part(m_two), part(m_three)};
    (void)m_joined.join(parts);
    for (const auto &each : {std::span<const iovec>(shorter), std::span<const iovec>(others),
             std::span<const iovec>(longer), std::span<const iovec>(parts)})
        EXPECT_FALSE(m_joined.join(each));
}

TEST_F(JoinedTest, APieceStaysWhileOthersAreJoined)
{
    const std::array parts{part(m_one), part(m_two)};
    const std::array others{part(m_two), part(m_three)};
    (void)m_joined.join(parts);
    const auto piece = m_joined.join(parts);
    (void)m_joined.join(others);
    EXPECT_EQ(bytesOf(m_joined.join(others)), "two three");
    EXPECT_EQ(bytesOf(piece), "one two ");
}

TEST_F(JoinedTest, NothingIsTakenForWhatWasThereBefore)
{
    const std::array parts{part(m_one), part(m_two)};
    (void)m_joined.join(parts);
    (void)m_joined.join(parts);
    m_joined.clear();
    m_one.fill('x'); // the memory is another's now
    EXPECT_FALSE(m_joined.join(parts));
    EXPECT_EQ(bytesOf(m_joined.join(parts)), "xxxxtwo ");
}

TEST_F(JoinedTest, WhatIsLargeStaysInParts)
{
    m_three = QByteArray(64 * 1024, 'x');
    const std::array parts{part(m_one), part(m_three)};
    (void)m_joined.join(parts);
    EXPECT_FALSE(m_joined.join(parts));
}

} // namespace hearth::test
