#include "tests/server/storage_contract.h"

#include <limits>

namespace hearth::test {

using namespace hearth::server;
using protocol::Chart;
using protocol::Message;

namespace {

Chart chartOf(const QString &title)
{
    Chart chart;
    chart.panel.id = QStringLiteral("p");
    chart.panel.title = title;
    chart.panel.series = {{QStringLiteral("kiln"), QStringLiteral("temp"), std::nullopt}};
    chart.from = 1'000;
    chart.until = 1'732'745'600'000;
    chart.series = {{QStringLiteral("kiln"), QStringLiteral("temp"), QStringLiteral("temp"),
        {{1'732'745'599'000, -0.1}, {1'732'745'600'000, 1e300}}}};
    return chart;
}

} // namespace

class StorageCharts : public StorageContract
{
protected:
    void SetUp() override
    {
        StorageContract::SetUp();
        hall(1);
    }
    Result<Appended> send(const std::optional<Chart> &chart, const QString &clientId = {})
    {
        const NewMessage message{QStringLiteral("m-%1").arg(++m_said), QStringLiteral("r-Hall"),
            QStringLiteral("u-anna"), QStringLiteral("look"), clientId, 2000, {}, {}, chart};
        return write([&](Database &db) { return db.messages().append(message); });
    }
};

TEST_P(StorageCharts, StandInTheirMessagesAndInNoOther)
{
    const Chart one = chartOf(QStringLiteral("one"));
    const Chart two = chartOf(QStringLiteral("two"));
    const auto first = send(one, QStringLiteral("c1"));
    ASSERT_TRUE(first.isOk());
    EXPECT_EQ(first->message.chart, one);
    ASSERT_TRUE(send({}).isOk() && send(two).isOk());
    EXPECT_EQ(send(two, QStringLiteral("c1")), Result<Appended>({first->message, false}))
        << "the chart as it was at first";
    QList<std::optional<Chart>> charts;
    for (const Message &message : history())
        charts.append(message.chart);
    EXPECT_EQ(charts, (QList<std::optional<Chart>>{{}, one, {}, two})) << "one was said before";
}

TEST_P(StorageCharts, StayWithAnEditAndGoWithADeletion)
{
    const Chart one = chartOf(QStringLiteral("one"));
    const QString id = send(one)->message.id;
    const auto edited = edit(QStringLiteral("anna"), id, QStringLiteral("look here"));
    ASSERT_TRUE(edited.isOk());
    EXPECT_EQ(edited->message.chart, one);
    const auto removed = remove(QStringLiteral("anna"), id);
    ASSERT_TRUE(removed.isOk());
    EXPECT_EQ(removed->message.chart, std::nullopt);
    EXPECT_EQ(history().last().chart, std::nullopt);
}

TEST_P(StorageCharts, ThatCannotBeReadHideNoMessage)
{
    Chart broken = chartOf(QStringLiteral("broken"));
    broken.series.first().points.last().last() = std::numeric_limits<double>::infinity(); // JSON: null
    const Chart whole = chartOf(QStringLiteral("whole"));
    ASSERT_TRUE(send(broken).isOk() && send(whole).isOk());
    QList<std::optional<Chart>> charts;
    for (const Message &message : history())
        charts.append(message.chart);
    EXPECT_EQ(charts, (QList<std::optional<Chart>>{{}, {}, whole}));
}

INSTANTIATE_TEST_SUITE_P(Backends, StorageCharts, testing::ValuesIn(backends()), nameOf);

} // namespace hearth::test
