#pragma once

#include "app/live/paneldata.h"
#include "app/live/stillchannels.h"
#include "shared/protocol/chart.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace hearth::app {

//! A chart that a message carries: as it was when it was sent, or as its channels are now.
class SentChart : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SentChart)
    QML_UNCREATABLE("made by the program")
    //! Null while nobody looks.
    Q_PROPERTY(hearth::app::PanelData *panel READ panel NOTIFY panelChanged)
    Q_PROPERTY(hearth::app::TimeRange *range READ range NOTIFY panelChanged)
    Q_PROPERTY(bool live READ isLive WRITE setLive NOTIFY panelChanged)
    //! Of which time it is, and what it can be instead.
    Q_PROPERTY(QString whenText READ whenText NOTIFY panelChanged)

public:
    //! A card that is younger is live until somebody says otherwise: what is talked about goes on.
    static constexpr qint64 youngMs = 3'600'000;

    //! `feed` lives longer.
    SentChart(const protocol::Chart &chart, LiveChannels &feed, qint64 now, QObject *parent = nullptr);
    ~SentChart() override;

    PanelData *panel() const { return m_panel.get(); }
    TimeRange *range() const { return m_range.get(); }
    bool isLive() const { return m_isLive; }
    void setLive(bool live);
    QString whenText() const;

    //! Somebody looks, or does so no longer: only then its channels are heard. Counted.
    Q_INVOKABLE void hold();
    Q_INVOKABLE void release();
    bool isHeld() const { return m_holders > 0; }
    //! For good: its feed goes.
    void end();

Q_SIGNALS:
    void panelChanged();

private:
    void show();

    const protocol::Chart m_chart;
    LiveChannels *m_feed; //!< null: it has ended
    std::unique_ptr<StillChannels> m_still;
    std::unique_ptr<TimeRange> m_range;
    std::unique_ptr<PanelData> m_panel;
    int m_holders = 0;
    bool m_isLive;
};

} // namespace hearth::app
