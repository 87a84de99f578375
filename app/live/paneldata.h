#pragma once

#include "app/live/channelfeed.h" // which is what a panel of the program is given
#include "app/live/readingsmodel.h"
#include "app/live/samples.h"
#include "app/live/scale.h"
#include "app/live/timerange.h"
#include "app/live/trace.h"
#include "shared/protocol/dashboard.h"

#include <QElapsedTimer>
#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

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
    //! A message may carry it, as a chart.
    Q_PROPERTY(bool sendable READ isSendable NOTIFY panelChanged)
    //! The newest value of the first series with its unit, to stand large beside the title; empty where the
    //! kind shows no such thing, or nothing has come.
    Q_PROPERTY(QString valueText READ valueText NOTIFY valuesChanged)
    //! Why it shows nothing, or that its newest value is old ("12 min old"); empty where all is well.
    Q_PROPERTY(QString noteText READ noteText NOTIFY valuesChanged)
    //! What to do where it shows nothing: a sentence for its body; else empty.
    Q_PROPERTY(QString hintText READ hintText NOTIFY valuesChanged)
    Q_PROPERTY(bool stale READ isStale NOTIFY valuesChanged)
    //! 0 fine, 1 warning, 2 critical: the worst threshold that the newest values are over.
    Q_PROPERTY(int level READ level NOTIFY valuesChanged)
    //! All its series in a few words, for those who do not see it.
    Q_PROPERTY(QString summary READ summary NOTIFY valuesChanged)
    //! The same of the time that is pointed at; empty where none is.
    Q_PROPERTY(QString pointedSummary READ pointedSummary NOTIFY hoverChanged)
    //! Of the kinds that draw bars and gauges: the ends of their scale.
    Q_PROPERTY(QString lowText READ lowText NOTIFY valuesChanged)
    Q_PROPERTY(QString highText READ highText NOTIFY valuesChanged)
    //! Where its thresholds are on that scale, 0 to 1, and how bad each is, 1 or 2.
    Q_PROPERTY(QVariantList marks READ marks NOTIFY valuesChanged)
    Q_PROPERTY(QVariantList markLevels READ markLevels NOTIFY valuesChanged)
    //! Its series with their newest values; those of the time that is pointed at; the newest values as text.
    Q_PROPERTY(QAbstractItemModel *readings READ readings CONSTANT)
    Q_PROPERTY(QAbstractItemModel *hovered READ hovered CONSTANT)
    Q_PROPERTY(QAbstractItemModel *said READ said CONSTANT)
    //! The time that is pointed at, for people; empty where none is.
    Q_PROPERTY(QString hoverText READ hoverText NOTIFY hoverChanged)
    //! Of a panel of text: {kind, text, …}, as a message's.
    Q_PROPERTY(QVariantList blocks READ blocks NOTIFY panelChanged)

public:
    static constexpr int maxDrawn = 32; //!< series
    static constexpr int maxRows = 64;  //!< of a table

    //! `feed` and `range` live longer.
    PanelData(const protocol::Panel &panel, LiveChannels &feed, TimeRange &range, QObject *parent = nullptr);
    ~PanelData() override;

    const protocol::Panel &panel() const { return m_panel; }
    //! Another version of the same panel; channels that both have go on without a gap.
    void setPanel(const protocol::Panel &panel);

    QString panelId() const { return m_panel.id; }
    QString title() const;
    QString kind() const;
    bool isSendable() const { return canBeSent(m_panel); }
    //! It shows numbers, of a series at least.
    [[nodiscard]] static bool canBeSent(const protocol::Panel &panel);
    QString valueText() const;
    QString noteText() const { return m_note; }
    QString hintText() const { return m_hint; }
    bool isStale() const { return m_isStale; }
    int level() const { return m_level; }
    QString summary() const;
    QString pointedSummary() const;
    QVariantList marks() const { return m_marks; }
    QVariantList markLevels() const { return m_markLevels; }
    QString lowText() const { return m_lowText; }
    QString highText() const { return m_highText; }
    QAbstractItemModel *readings() { return &m_readings; }
    QAbstractItemModel *hovered() { return &m_hovered; }
    QAbstractItemModel *said() { return &m_said; }
    QString hoverText() const;
    QVariantList blocks() const;

    //! Points at the next value of any series after (1) or before (-1) the time that is pointed at, within
    //! what is shown; the newest where none is.
    Q_INVOKABLE void walk(int direction);

    //! One line of a chart. What its view points to stays only until the event loop goes on.
    struct Drawn
    {
        QString label;
        QString channel;
        int colour = 0;
        SeriesView view;
        qint64 pace = 0; //!< ms from one value to the next, mostly; 0: not known

        [[nodiscard]] qint64 newestAt() const; //!< 0: none
        [[nodiscard]] double newest() const;   //!< NaN: none
    };
    [[nodiscard]] QList<Drawn> drawn();
    //! What is shown of time at present.
    [[nodiscard]] qint64 from() const;
    [[nodiscard]] qint64 until() const;
    [[nodiscard]] TimeRange &range() const { return *m_range; }
    [[nodiscard]] QString unit() const; //!< behind its values
    //! About `lines` of it; of values between from() and until().
    [[nodiscard]] Scale scaleOf(const QList<Drawn> &series, int lines) const;

Q_SIGNALS:
    void panelChanged();
    //! The newest values, as text: at most twice a second, as nobody reads faster.
    void valuesChanged();
    //! What a chart shows: as often as it would move by a pixel, at most 10 times a second.
    void pictureChanged();
    void hoverChanged();

protected:
    void setRange(TimeRange &range);

private:
    [[nodiscard]] QStringList channels() const;
    [[nodiscard]] bool isChart() const;
    //! One moment of the range: both ends, and what tells it from ranges of another length.
    struct Shown
    {
        qint64 from = 0;
        qint64 until = 0;
        qint64 key = 0;
    };
    [[nodiscard]] Shown shown() const;
    void addDrawn(QList<Drawn> &all, const protocol::PanelSeries &series, const Shown &shown, qsizetype most);
    void take(const QStringList &old);
    void onBeat();
    void redraw();
    void refresh();
    void refreshScale(const Scale &scale);
    void refreshHover();
    void refreshSaid();
    void refreshState(const QList<Drawn> &series);
    void refreshNote(const QList<Drawn> &series);
    [[nodiscard]] PanelReading readingOf(const Drawn &series, double value, const Scale &scale) const;
    [[nodiscard]] PanelReading newestOf(const Drawn &series, const Scale &scale) const;
    [[nodiscard]] int levelOf(double value) const;
    [[nodiscard]] static QStringList wordsOf(const QList<PanelReading> &readings);
    [[nodiscard]] quint64 revision() const;

    protocol::Panel m_panel;
    LiveChannels &m_feed;
    TimeRange *m_range;
    ReadingsModel m_readings;
    ReadingsModel m_hovered;
    SaidModel m_said;
    QString m_note;
    QString m_hint;
    QString m_lowText;
    QString m_highText;
    QVariantList m_marks;
    QVariantList m_markLevels;
    bool m_isStale = false;
    int m_level = 0;
    quint64 m_seen = 0;    //!< the revision that was drawn last
    quint64 m_written = 0; //!< and the one whose values were written
    QElapsedTimer m_sinceDrawn;
    QElapsedTimer m_sinceWritten;
};

} // namespace hearth::app
