#include "server/features/channelaccess.h"
#include "server/features/charts.h"
#include "tests/server/featurecase.h"
#include "tests/support/waitfor.h"

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

//! Channels on a real database, with nobody connected.
class ChannelsTest : public FeatureCase
{
protected:
    void SetUp() override
    {
        for (const char *name : {"anna", "ben"}) {
            const QString id = QLatin1String(name);
            run<protocol::User>([id](Database &db) {
                return db.accounts().createUser(
                    {{id, id, id, protocol::Role::Member}, QStringLiteral("hash"), 1});
            });
            run<Done>([id](Database &db) {
                return db.sessions().add({id, id.toLatin1(), id, QStringLiteral("laptop"), 1, 1});
            });
        }
    }
    template <class T>
    void run(Storage::Work<T> work)
    {
        m_storage->write<T>(nullptr, std::move(work),
            [](const Result<T> &done) { EXPECT_TRUE(done.isOk()) << done.error().message.toStdString(); });
    }
    //! As somebody who has asked for it now.
    static Publisher by(const char *name)
    {
        const QString id = QLatin1String(name);
        return publisherOf({{{id, id, id, protocol::Role::Member}, id.toLatin1()}, {}});
    }
    Channels::Published noted()
    {
        return [this](const Result<Point> &last) { m_answers += last ? QString() : last.error().message; };
    }
    std::function<void(Result<Done>)> removed()
    {
        return [this](const Result<Done> &done) { m_answers += done ? QString() : done.error().message; };
    }
    //! Until that many answers have come.
    [[nodiscard]] bool waitForAnswers(qsizetype count)
    {
        return waitFor([this, count] { return m_answers.size() == count; });
    }
    //! What is known of a channel's last hour, by whoever asks for it.
    static std::string known(const Channels &channels, const QString &name, qint64 firstId)
    {
        std::string all;
        const auto add = [&all](const QList<Point> &points) {
            for (const Point &point : points)
                all += std::to_string(point.id) + " ";
            all += "| ";
        };
        for (qint64 id = firstId - 1; id < firstId + 5; ++id) {
            const auto after = channels.after(name, id, 100);
            after ? add(*after) : void(all += "forgotten | ");
        }
        add(channels.recent(name, 100));
        add(channels.sampled(name, 0, 100, 1 << 20));
        return all;
    }
    //! One value for each.
    void publish(const Publisher &who, const QStringList &names)
    {
        for (const QString &name : names)
            m_channels.publish(who, name, {{m_clock.wallMs(), "1"}}, noted());
    }

    Channels m_channels{m_services, m_broker};
    QStringList m_answers; //!< empty: it was taken
};

TEST_F(ChannelsTest, AskWhoPublishesWhereItIsWritten)
{
    publish(by("ben"), {QStringLiteral("kiln")});
    run<Done>(
        [](Database &db) { return db.accounts().setRole(QStringLiteral("ben"), protocol::Role::Guest); });
    publish(by("ben"), {QStringLiteral("kiln")});
    m_channels.remove(by("ben"), QStringLiteral("kiln"), removed());
    run<Done>([](Database &db) { return db.sessions().revoke("anna"); });
    publish(by("anna"), {QStringLiteral("kiln")});
    ASSERT_TRUE(waitForAnswers(4));
    const QString denied = Error(ErrorCode::AccessDenied).message;
    EXPECT_EQ(m_answers, (QStringList{{}, denied, denied, Error(ErrorCode::Unauthorized).message}));
    EXPECT_EQ(m_channels.recent(QStringLiteral("kiln"), 10).size(), 1);
    EXPECT_EQ(m_channels.refused(), 2U);
}

TEST_F(ChannelsTest, TendThemselvesOneStepAfterTheOther)
{
    QStringList names;
    for (int i = 0; i < 20; ++i)
        names += QString::number(i);
    publish(by("anna"), names);
    ASSERT_TRUE(waitForAnswers(20));
    const quint64 before = m_storage->counters().writes;
    for (const QString &name : names)
        m_channels.remove(by("anna"), name, removed());
    ASSERT_TRUE(waitForAnswers(40));
    EXPECT_EQ(m_answers.count(QString()), 40);
    // What each removal has left goes in a step, and each looks whether another is under way.
    ASSERT_TRUE(waitFor([this] { return m_storage->counters().queued == 0; }));
    EXPECT_LE(m_storage->counters().writes - before, 20U + 20U + 2U);
}

//! While Redis is not to be trusted a value comes from the database, and then from Redis all the same.
TEST_F(ChannelsTest, TellAValueOnceWhoeverBringsIt)
{
    QList<qint64> told;
    QObject::connect(&m_channels, &Channels::updated, &m_channels,
        [&told](const ChannelNews &news) { told += news.point.id; });
    const qint64 now = m_clock.wallMs();
    for (const qint64 id : {7, 5, 7, 9, 5, 6, 9})
        m_channels.heard(newsOf(QStringLiteral("kiln"), {id, now, "1"}));
    EXPECT_EQ(told, (QList<qint64>{7, 5, 9, 6}));
    EXPECT_EQ(m_channels.recent(QStringLiteral("kiln"), 10).size(), 4);
}

//! A sender may say times out of order. What lies behind a value of the last hour is resumed from.
TEST_F(ChannelsTest, KnowAfterARestartWhatTheyKnewBefore)
{
    constexpr qint64 old = 2 * hourMs;
    const QList<QList<qint64>> cases{{4, 3, 2, 1, 0}, {4, old, 2, old + 1, 0}, {old, 3, old, old, 0},
        {4, old + 2, old + 1, old}, {old + 2, old + 1, old}, {old}, {old, 4}, {4, old}};
    const qint64 now = m_clock.wallMs();
    for (qsizetype i = 0; i < cases.size(); ++i) {
        QList<NewPoint> points;
        for (const qint64 ago : cases[i])
            points.append({now - ago, "1"});
        m_channels.publish(by("anna"), QString::number(i), points, noted());
    }
    publish(by("anna"), {QStringLiteral("spark")});
    ASSERT_TRUE(waitForAnswers(cases.size() + 1));
    const auto compare = [&](const char *when) {
        Channels again(m_services, m_broker);
        ASSERT_TRUE(again.load(**sqliteFactory(m_path)(false)).isOk());
        qint64 firstId = 1;
        for (qsizetype i = 0; i < cases.size(); firstId += cases[i++].size()) {
            const QString name = QString::number(i);
            qint64 from = firstId; // that is known; nobody asks for what is gone
            while (m_channels.after(name, from, 100).has_value() == false)
                ++from;
            EXPECT_EQ(known(again, name, from), known(m_channels, name, from)) << when << ", case " << i;
        }
    };
    compare("at once");
    m_channels.remove(by("anna"), QStringLiteral("spark"), removed());
    ASSERT_TRUE(waitForAnswers(cases.size() + 2));
    ASSERT_TRUE(waitFor([this] { return m_storage->counters().queued == 0; }));
    compare("with what is old forgotten");
}

//! What stands beside it is one line, however long the names in it are.
TEST(Captions, areBounded)
{
    protocol::Chart chart;
    chart.panel.title = QString(128, u'ß');
    chart.panel.unit = QString(32, u'°');
    chart.series.fill({QStringLiteral("kiln"), {}, QString(256, u'窯'), {{1, 2}}}, 4);
    for (const qsizetype bytes : {16'384, 512, 100, 4, 1}) {
        const QString caption = captionOf(chart, bytes);
        EXPECT_LE(caption.toUtf8().size(), std::min<qsizetype>(bytes, 512));
        EXPECT_EQ(caption.endsWith(QStringLiteral(" …")), bytes >= 4);
    }
    chart.panel.title = QStringLiteral("Kiln");
    chart.series = {{QStringLiteral("kiln"), {}, {}, {{1, 2.5}}}};
    EXPECT_EQ(captionOf(chart, 100), QStringLiteral("Kiln: 2.5 ") + *chart.panel.unit);
}

} // namespace hearth::test
