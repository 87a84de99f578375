#pragma once

#include "app/live/timerange.h"
#include "shared/protocol/dashboard.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

class ChannelFeed;

//! One panel with what its series are at present: what PanelBody of Hearth.Charts draws. It watches its
//! channels as long as it lives.
class PanelData : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(PanelData)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString panelId READ panelId CONSTANT)
    Q_PROPERTY(QString title READ title NOTIFY panelChanged)
    //! As on the wire: line, area, stat, gauge, bars, table, log, text.
    Q_PROPERTY(QString kind READ kind NOTIFY panelChanged)
    //! The newest value of the first series with its unit, to stand large beside the title; empty where the
    //! kind shows no such thing, or nothing has come.
    Q_PROPERTY(QString valueText READ valueText NOTIFY valuesChanged)
    //! Why it shows nothing, or that its newest value is old ("12 min old"); empty where all is well.
    Q_PROPERTY(QString noteText READ noteText NOTIFY valuesChanged)
    Q_PROPERTY(bool stale READ isStale NOTIFY valuesChanged)
    //! 0 fine, 1 warning, 2 critical: the worst threshold that the newest values are over.
    Q_PROPERTY(int level READ level NOTIFY valuesChanged)

public:
    //! `feed` and `range` live longer.
    PanelData(const protocol::Panel &panel, ChannelFeed &feed, TimeRange &range, QObject *parent = nullptr);
    ~PanelData() override;

    const protocol::Panel &panel() const { return m_panel; }
    //! Another version of the same panel; channels that both have go on without a gap.
    void setPanel(const protocol::Panel &panel);

    QString panelId() const { return m_panel.id; }
    QString title() const { return m_panel.title; }
    QString kind() const;
    QString valueText() const;
    QString noteText() const;
    bool isStale() const;
    int level() const;

Q_SIGNALS:
    void panelChanged();
    void valuesChanged();

private:
    protocol::Panel m_panel;
    ChannelFeed &m_feed;
    TimeRange &m_range;
};

} // namespace hearth::app
