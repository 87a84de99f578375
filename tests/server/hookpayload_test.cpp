#include "server/features/hookpayload.h"

#include <gtest/gtest.h>

namespace hearth::test {

using namespace hearth::server;

namespace {

constexpr qint64 now = 1'800'000'000'000;

std::string shown(const Result<HookPayload> &payload)
{
    if (!payload)
        return "refused: " + payload.error().message.toStdString();
    if (const auto *message = std::get_if<HookMessage>(&*payload))
        return (message->isSlack ? "slack: " : "") + message->content.toStdString();
    const auto &values = std::get<HookValues>(*payload);
    std::string out = values.channel.toStdString();
    for (const NewPoint &point : values.points)
        out += " " + std::to_string(point.at - now) + "=" + point.json.toStdString();
    return out;
}

std::string ofJson(const char *body, int bytes = 16'384)
{
    return shown(hookPayload("application/json", body, now, bytes));
}

} // namespace

TEST(HookPayload, Shapes)
{
    const struct
    {
        const char *body, *means;
    } cases[] = {
        {R"({"content":"hello *you*"})", "hello *you*"},
        {R"({"text":"hello"})", "slack: hello"},
        {R"({"text":"*up* <https://a.example/x|the page> ~old~ a &lt; b"})",
            "slack: **up** [the page](https://a.example/x) ~~old~~ a < b"},
        {R"({"text":"<javascript:alert(1)|x> <!here>"})", "slack: x !here"},
        {R"({"text":"<https://a.example|x](https://b.example)>"})",
            "slack: [x)(https://b.example)](https://a.example)"},
        {R"({"text":"fallback","blocks":[{"type":"header","text":{"type":"plain_text","text":"Build"}},
             {"type":"section","text":{"type":"mrkdwn","text":"*ok*"},"fields":[{"type":"mrkdwn","text":"*a*"}]}]})",
            "slack: **Build**\n**ok**\n**a**"},
        {R"({"attachments":[{"title":"CI","title_link":"https://ci.example","text":"passed",
             "fields":[{"title":"Branch","value":"main"}]}]})",
            "slack: **[CI](https://ci.example)**\npassed\n**Branch**: main"},
        {R"({"attachments":[{"fallback":"only this"}]})", "slack: only this"},
        {R"({"receiver":"x","status":"firing","title":"[FIRING:1] Kiln","externalURL":"http://g.example/",
             "alerts":[{"status":"firing","labels":{"alertname":"Hot"},"annotations":{"summary":"over 900"},
             "generatorURL":"http://g.example/a"},{"status":"resolved","labels":{"alertname":"Door"}}]})",
            "**[(FIRING:1) Kiln](http://g.example/)**\n🔥 **[Hot](http://g.example/a)** over 900\n✅ **Door**"},
        {R"({"heartbeat":{"status":0,"msg":"timeout"},"monitor":{"name":"Shop","url":"https://shop.example"},"msg":"x"})",
            "🔥 **[Shop](https://shop.example)** is down\ntimeout"},
        {R"({"heartbeat":{"status":1,"msg":"200 - OK"},"monitor":{"name":"Shop"}})",
            "✅ **Shop** is up\n200 - OK"},
        {R"({"heartbeat":null,"monitor":null,"msg":"Kuma testing"})", "Kuma testing"},
        {R"({"msg":"test"})", "test"},
        {R"({"channel":"kiln","data":{"t":5}})", "kiln 0={\"t\":5}"},
        {R"({"channel":"kiln","data":5,"at":1799999999000})", "kiln -1000=5"},
        {R"({"channel":"#general","text":"a Slack channel is no value"})",
            "slack: a Slack channel is no value"},
        {R"({"content":""})", "refused: Expected {\"content\": \"…\"}, {\"channel\", \"data\"}, or a payload "
                              "of Slack, Grafana or Uptime Kuma"},
        {R"({"content":5})", "refused: Expected {\"content\": \"…\"}, {\"channel\", \"data\"}, or a payload "
                             "of Slack, Grafana or Uptime Kuma"},
        {R"([1])", "refused: Expected {\"content\": \"…\"}, {\"channel\", \"data\"}, or a payload of Slack, "
                   "Grafana or Uptime Kuma"},
        {R"(text)", "refused: JSON: illegal value"},
    };
    for (const auto &each : cases)
        EXPECT_EQ(ofJson(each.body), each.means) << each.body;
    EXPECT_EQ(shown(hookPayload(
                  "application/x-www-form-urlencoded", "payload=%7B%22text%22%3A%22a+b%2Bc%22%7D", now, 100)),
        "slack: a b+c");
}

TEST(HookPayload, IsNotLongerThanAMessage)
{
    const QByteArray euros = QByteArray("€").repeated(200);
    const std::string cut = ofJson(R"({"content":")" + euros + R"("})", 100);
    EXPECT_LE(cut.size(), 100U);
    EXPECT_GT(cut.size(), 90U);
    EXPECT_EQ(cut.substr(cut.size() - 4), " …");
    EXPECT_EQ(ofJson(R"({"content":"a\u0007b\u001bc"})"), "abc");
    // Many alerts are told in part.
    QByteArray alerts = R"({"alerts":[)";
    for (int i = 0; i < 25; ++i)
        alerts += QByteArray(i ? "," : "") + R"({"labels":{"alertname":"a"}})";
    const std::string some = ofJson(alerts + "]}");
    EXPECT_NE(some.find("… and 5 more"), std::string::npos) << some;
}

} // namespace hearth::test
