#include "app/net/address.h"
#include "shared/base/backoff.h"

namespace hearth::app {
namespace {

TEST(Backoff, DoublesToTheMaximumWithFullJitter)
{
    Backoff atBound([] { return 1.0; });
    for (const int expected : {1'000, 2'000, 4'000, 8'000, 16'000, 30'000, 30'000})
        EXPECT_EQ(atBound.nextMs(), expected);
    atBound.reset();
    EXPECT_EQ(atBound.nextMs(), 1'000);

    Backoff quarter([] { return 0.25; });
    EXPECT_EQ(quarter.nextMs(), 250);
    EXPECT_EQ(quarter.nextMs(), 500);

    Backoff none([] { return 0.0; });
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(none.nextMs(), 0);
}

struct AddressCase
{
    const char *typed;
    const char *expected;
};

class Address : public testing::TestWithParam<AddressCase>
{};

TEST_P(Address, IsUnderstood)
{
    const auto address = serverAddress(QString::fromUtf8(GetParam().typed));
    EXPECT_EQ(address ? address->toString() : QString(), QString::fromUtf8(GetParam().expected))
        << GetParam().typed;
}

INSTANTIATE_TEST_SUITE_P(All, Address,
    testing::Values(AddressCase{"192.168.1.5", "https://192.168.1.5:8484"},
        AddressCase{" host:9000 ", "https://host:9000"},
        AddressCase{"https://chat.lan", "https://chat.lan:8484"},
        AddressCase{"http://chat.lan:80/x?y", "http://chat.lan:80"},
        AddressCase{"localhost", "http://localhost:8484"}, AddressCase{"127.0.0.1:1", "http://127.0.0.1:1"},
        AddressCase{"::1", "http://[::1]:8484"}, AddressCase{"fe80::1", "https://[fe80::1]:8484"},
        AddressCase{"", ""}, AddressCase{"ftp://x", ""}, AddressCase{"a b", ""},
        AddressCase{"host:port", ""}));

} // namespace
} // namespace hearth::app
