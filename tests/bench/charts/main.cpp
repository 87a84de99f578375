#include "app/live/paneldata.h"
#include "app/platform/fonts.h"
#include "shared/base/strictjson.h"
#include "shared/protocol/codec.h"

#include <QEventLoop>
#include <QFont>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>
#include <vector>

using namespace hearth;

// What it costs to draw live panels: 12 of 4 series with 300 values each, then ten new values a second. The
// values are read from the frames in which a server would send them; there is no network.
namespace {

constexpr int panelCount = 12;
constexpr int seriesCount = 4;
constexpr int history = 300;
constexpr int everyMs = 100;

class Channels : public app::LiveChannels
{
public:
    using LiveChannels::LiveChannels;

    void next(int panel, qint64 at)
    {
        QByteArray data;
        for (int i = 0; i < seriesCount; ++i) {
            const double value = 50 + 40 * std::sin(double(m_id) / (17 + i)) * std::cos(double(panel + i));
            data += (i == 0 ? "{" : ",") + QByteArray("\"field") + QByteArray::number(i) +
                    "\":" + QByteArray::number(value, 'f', 3);
        }
        const QByteArray frame = R"({"channel":"c)" + QByteArray::number(panel) + R"(","id":")" +
                                 QByteArray::number(++m_id) + R"(","at":)" + QByteArray::number(at) +
                                 R"(,"data":)" + data + "}}";
        const auto json = parseStrictJson(frame);
        const auto event =
            json ? protocol::decode<protocol::ChannelUpdate>(json->toObject(), protocol::UnknownKeys::Skip)
                 : Result<protocol::ChannelUpdate>(json.error());
        if (event)
            add(event->channel, {event->id, event->at, event->data});
    }

protected:
    void subscribe(const QString &channel) override { begin(channel, {}, true); }

private:
    qint64 m_id = 0;
};

//! Of this process, in ms.
double processorMs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

void runFor(double seconds)
{
    QEventLoop loop;
    QTimer::singleShot(int(seconds * 1000), Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

int main(int argc, char **argv)
{
    QQuickWindow::setSceneGraphBackend(QStringLiteral("software"));
    QGuiApplication application(argc, argv);
    QGuiApplication::setFont(QFont(QStringLiteral("Inter"), 10));
    app::chooseFonts();
    const double seconds = QGuiApplication::arguments().value(1, QStringLiteral("20")).toDouble();
    const int passes = QGuiApplication::arguments().value(2, QStringLiteral("3")).toInt();
    if (seconds <= 0 || passes < 1) {
        QTextStream(stderr) << "usage: hearth-bench-charts [SECONDS [PASSES]]\n";
        return 2;
    }

    const SystemClock clock;
    Channels channels(clock);
    app::TimeRange range;
    range.setLength(app::TimeRange::shortest);
    QVariantList panels;
    std::vector<std::unique_ptr<app::PanelData>> owned;
    for (int i = 0; i < panelCount; ++i) {
        protocol::Panel panel;
        panel.id = QString::number(i);
        panel.series = {{QStringLiteral("c%1").arg(i), {}, {}}};
        owned.push_back(std::make_unique<app::PanelData>(panel, channels, range));
        panels.append(QVariant::fromValue(owned.back().get()));
        for (int each = history; each > 0; --each)
            channels.next(i, clock.wallMs() - each * app::TimeRange::shortest / history);
    }

    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.setInitialProperties(
        {{QStringLiteral("panels"), panels}, {QStringLiteral("range"), QVariant::fromValue(&range)}});
    engine.load(QUrl(QStringLiteral("qrc:/hearth/bench/Board.qml")));
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (!window)
        return 1;
    qint64 frames = 0;
    QObject::connect(
        window, &QQuickWindow::afterRendering, window, [&] { ++frames; }, Qt::DirectConnection);

    QTimer values;
    values.setTimerType(Qt::PreciseTimer);
    values.callOnTimeout([&] {
        for (int i = 0; i < panelCount; ++i)
            channels.next(i, clock.wallMs());
    });
    values.start(everyMs);

    QTextStream out(stdout);
    runFor(2); // until the window is drawn and caches are warm
    QList<double> shares;
    for (int pass = 0; pass < passes; ++pass) {
        const double before = processorMs();
        const qint64 began = clock.steadyMs();
        frames = 0;
        runFor(seconds);
        const double wall = double(clock.steadyMs() - began);
        shares.append((processorMs() - before) / wall * 100);
        out << QString::number(shares.last(), 'f', 1) << " % of a core, "
            << QString::number(double(frames) / wall * 1e3, 'f', 1) << " frames/s\n"
            << Qt::flush;
    }
    std::sort(shares.begin(), shares.end());
    out << "median " << QString::number(shares.at(shares.size() / 2), 'f', 1) << '\n';
    return 0;
}
