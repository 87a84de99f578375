#pragma once

#include "app/live/paneldata.h"
#include "tests/support/fakeclock.h"

#include <QJsonObject>

//! A TimeRange that a test makes.
class TimeRangeFake : public hearth::app::TimeRange
{
    Q_OBJECT
    QML_NAMED_ELEMENT(TimeRange)
    //! What was asked for, in words.
    Q_PROPERTY(QStringList calls READ calls NOTIFY changed)

public:
    using hearth::app::TimeRange::TimeRange;

    QStringList calls() const { return m_calls; }
    Q_INVOKABLE void zoomTo(qint64 from, qint64 until);
    Q_INVOKABLE void reset();

private:
    QStringList m_calls;
};

//! Channels that a test fills, with a clock that it sets.
class FakeChannels : public hearth::app::LiveChannels
{
    Q_OBJECT

public:
    explicit FakeChannels(QObject *parent = nullptr) : LiveChannels(m_clock, parent) {}

    hearth::FakeClock &clock() { return m_clock; }

protected:
    void subscribe(const QString &channel) override { begin(channel, {}, true); }

private:
    hearth::FakeClock m_clock;
};

//! The real PanelData on such channels: what it shows is what it would show.
class PanelDataFake : public hearth::app::PanelData
{
    Q_OBJECT
    QML_NAMED_ELEMENT(PanelData)
    //! As on the wire; what is left out is as it would be.
    Q_PROPERTY(QJsonObject spec READ spec WRITE setSpec NOTIFY panelChanged)
    Q_PROPERTY(hearth::app::TimeRange *range READ rangeOf WRITE setRangeOf NOTIFY rangeChanged)
    // For pages that only show them.
    Q_PROPERTY(QString panelId READ panelId WRITE setPanelId NOTIFY panelChanged)
    Q_PROPERTY(QString title READ title WRITE setTitle NOTIFY panelChanged)
    Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY panelChanged)
    Q_PROPERTY(QString valueText READ shownValue WRITE setShownValue NOTIFY valuesChanged)
    Q_PROPERTY(QString noteText READ shownNote WRITE setShownNote NOTIFY valuesChanged)
    Q_PROPERTY(bool stale READ shownStale WRITE setShownStale NOTIFY valuesChanged)
    Q_PROPERTY(int level READ shownLevel WRITE setShownLevel NOTIFY valuesChanged)

public:
    explicit PanelDataFake(QObject *parent = nullptr);
    ~PanelDataFake() override;

    QJsonObject spec() const { return m_spec; }
    void setSpec(const QJsonObject &spec);
    hearth::app::TimeRange *rangeOf() const { return &range(); }
    void setRangeOf(hearth::app::TimeRange *range);
    void setPanelId(const QString &id) { change("id", id); }
    void setTitle(const QString &title) { change("title", title); }
    void setKind(const QString &kind) { change("kind", kind); }
    QString shownValue() const { return m_value.value_or(valueText()); }
    void setShownValue(const QString &text) { show(m_value, text); }
    QString shownNote() const { return m_note.value_or(noteText()); }
    void setShownNote(const QString &text) { show(m_note, text); }
    bool shownStale() const { return m_stale.value_or(isStale()); }
    void setShownStale(bool stale) { show(m_stale, stale); }
    int shownLevel() const { return m_level.value_or(level()); }
    void setShownLevel(int level) { show(m_level, level); }

    //! ms since 1970, of this panel's clock.
    Q_INVOKABLE qint64 now() const;
    //! [[ms ago, value], …], the oldest first.
    Q_INVOKABLE void feed(const QString &channel, const QVariantList &values);
    Q_INVOKABLE void refuse(const QString &channel, const QString &reason);
    //! So that remember() has somebody who asked.
    Q_INVOKABLE void expect(const QString &channel);
    //! [{field, spanMs, points: [[ms ago, least, mean, most], …]}, …]
    Q_INVOKABLE void remember(const QString &channel, const QVariantList &series);

Q_SIGNALS:
    void rangeChanged();

private:
    explicit PanelDataFake(FakeChannels *channels, hearth::app::TimeRange *range, QObject *parent);
    void change(const char *key, const QJsonValue &value);
    template <class T>
    void show(std::optional<T> &what, const T &wanted)
    {
        what = wanted;
        Q_EMIT valuesChanged();
    }

    FakeChannels *m_channels;
    QJsonObject m_spec;
    qint64 m_id = 0;
    std::optional<QString> m_value, m_note;
    std::optional<bool> m_stale;
    std::optional<int> m_level;
};
