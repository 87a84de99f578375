#include "server/features/channelstream.h"

#include "server/auth/tokens.h"
#include "tests/server/featurecase.h"
#include "tests/server/paper.h"
#include "tests/support/waitfor.h"

#include <future>

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

//! Streams of one server among several, on a real database: what another one stores is in the database
//! first, and heard here when the test says so.
class ChannelStreamTest : public FeatureCase
{
protected:
    struct Answer
    {
        int status = 0; //!< 0: not yet
        std::shared_ptr<HttpBody> body;
        Paper paper;
    };

    void SetUp() override
    {
        run<protocol::User>([](Database &db) {
            return db.accounts().createUser({{anna(), anna(), anna(), protocol::Role::Member}, {}, 1});
        });
        run<Done>([](Database &db) {
            return db.sessions().add({anna(), secretHash(anna()), anna(), QStringLiteral("laptop"), 1, 1});
        });
    }
    static QString anna() { return QStringLiteral("anna"); }
    static QString kiln() { return QStringLiteral("kiln"); }
    template <class T>
    void run(Storage::Work<T> work)
    {
        bool isDone = false;
        m_storage->write<T>(nullptr, std::move(work), [&isDone](const Result<T> &done) {
            EXPECT_TRUE(done.isOk()) << done.error().message.toStdString();
            isDone = true;
        });
        ASSERT_TRUE(waitFor([&isDone] { return isDone; }));
    }
    //! By another server. The ids are 1 and those that follow.
    void storeElsewhere(int count)
    {
        const NewValues values{kiln(), anna(), QList<NewPoint>(count, {m_clock.wallMs(), "1"}), 1};
        run<qint64>([values](Database &db) { return db.channels().append(values); });
    }
    void hear(qint64 id, const QString &channel = kiln())
    {
        m_channels.heard(newsOf(channel, {id, m_clock.wallMs(), "1"}));
    }
    void send(Answer &answer, const QByteArray &lastEventId)
    {
        HttpRequest request;
        request.method = "GET";
        request.path = QStringLiteral("/events/stream/") + kiln();
        request.headers = {{"authorization", "Bearer " + anna().toLatin1()}, {"last-event-id", lastEventId}};
        m_router.route(request, [&answer](const HttpResponse &response) {
            answer.status = response.status;
            answer.body = response.stream;
            if (answer.body)
                answer.body->begin(answer.paper);
        });
    }
    [[nodiscard]] static int statusOf(const Answer &answer)
    {
        return waitFor([&answer] { return answer.status != 0; }) ? answer.status : 0;
    }
    [[nodiscard]] int ask(Answer &answer, const QByteArray &lastEventId)
    {
        send(answer, lastEventId);
        return statusOf(answer);
    }
    //! The positions that the events give to the client.
    static QList<QByteArray> ids(const Answer &answer)
    {
        QList<QByteArray> found;
        for (const QByteArray &line : answer.paper.text.split('\n')) {
            if (line.startsWith("id: "))
                found += line.mid(4);
        }
        return found;
    }

    Accounts m_accounts{m_services};
    Tickets m_tickets{m_services, m_accounts, m_broker};
    TokenWatch m_tokens{m_services};
    EventStreams m_eventStreams{m_services, m_tokens, [] { return 0.5; }};
    ChannelAccess m_access{m_services, m_accounts, m_tickets};
    Channels m_channels{m_services, m_broker};
    ChannelStreams m_streams{m_services, m_access, m_channels, m_eventStreams};
};

//! The token was good at the first of two reads, and in no use yet that a revocation could end.
TEST_F(ChannelStreamTest, BeginsForNobodyWhoseTokenWasRevokedMeanwhile)
{
    storeElsewhere(2);
    hear(1);
    Answer answer;
    send(answer, "2");
    std::promise<void> wasRead; // the reader answers in order
    m_storage->read<Done>(nullptr,
        [&wasRead](Database &) {
            wasRead.set_value();
            return Done{};
        },
        {});
    wasRead.get_future().wait();
    ASSERT_TRUE((**sqliteFactory(m_path)(true)).sessions().revoke(secretHash(anna())).isOk());
    EXPECT_EQ(statusOf(answer), 401);
    EXPECT_EQ(m_eventStreams.count(), 0);
}

//! A new channel's first value, heard elsewhere, before it is known here: a 204 would send the client away
//! for good.
TEST_F(ChannelStreamTest, WaitsForAChannelThatAnotherServerKnowsAlready)
{
    storeElsewhere(1);
    Answer answer;
    ASSERT_EQ(ask(answer, "1"), 200);
    hear(1);
    EXPECT_EQ(ids(answer), QList<QByteArray>()) << "it was told elsewhere";
    hear(2);
    EXPECT_EQ(ids(answer), QList<QByteArray>{"2"});
}

TEST_F(ChannelStreamTest, SendsAwayForGoodWhereTheChannelIsGone)
{
    hear(1, QStringLiteral("spark"));
    Answer answer;
    EXPECT_EQ(ask(answer, "1"), 204);
}

//! Between servers values do not come in the order of their ids: this one nobody has told the client.
TEST_F(ChannelStreamTest, TellsWhatComesLate)
{
    hear(10);
    Answer answer;
    ASSERT_EQ(ask(answer, "10"), 200);
    hear(9);
    hear(11);
    EXPECT_EQ(ids(answer), (QList<QByteArray>{"9", "11"}));
}

TEST_F(ChannelStreamTest, EndsWithAWaitByChanceAndThenAsksForAnotherServer)
{
    Answer answer, late;
    ASSERT_EQ(ask(answer, {}), 200);
    m_eventStreams.turnAway();
    m_eventStreams.endAll();
    EXPECT_TRUE(answer.paper.text.endsWith("retry: 4500\n\n")) << answer.paper.text.toStdString();
    EXPECT_TRUE(answer.paper.hasEnded);
    EXPECT_EQ(ask(late, {}), 404);
}

} // namespace hearth::test
