#pragma once

#include "app/live/livechannels.h"
#include "shared/protocol/chart.h"

namespace hearth::app {

//! The channels of a chart as they were when it was taken: their time stands still there.
class StillChannels : public LiveChannels
{
    Q_OBJECT

public:
    explicit StillChannels(const protocol::Chart &chart, QObject *parent = nullptr);

protected:
    void subscribe(const QString &channel) override;
    void askPast(const QString &channel, qint64 key, qint64 from, qint64 until) override;

private:
    //! Runs as the machine's does, for who counts beats; its wall stands.
    class Stopped final : public Clock
    {
    public:
        explicit Stopped(qint64 at) : m_at(at) {}
        [[nodiscard]] qint64 wallMs() const override { return m_at; }
        [[nodiscard]] qint64 steadyMs() const override { return m_real.steadyMs(); }

    private:
        SystemClock m_real;
        const qint64 m_at;
    };

    explicit StillChannels(const protocol::Chart &chart, std::unique_ptr<Stopped> clock, QObject *parent);

    const std::unique_ptr<Stopped> m_clock;
    const protocol::Chart m_chart;
};

} // namespace hearth::app
