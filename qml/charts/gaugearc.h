#pragma once

#include <QColor>
#include <QQuickPaintedItem>

//! How far a value is along a scale, as an arc that is open below, with a tick at each limit.
class GaugeArc : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    //! The part that is filled, 0 to 1.
    Q_PROPERTY(double begin READ begin WRITE setBegin NOTIFY changed)
    Q_PROPERTY(double end READ end WRITE setEnd NOTIFY changed)
    //! Where the limits are, 0 to 1, and how bad each is, 1 or 2.
    Q_PROPERTY(QVariantList marks READ marks WRITE setMarks NOTIFY changed)
    Q_PROPERTY(QVariantList levels READ levels WRITE setLevels NOTIFY changed)
    Q_PROPERTY(QColor colour READ colour WRITE setColour NOTIFY changed)
    Q_PROPERTY(QColor track READ track WRITE setTrack NOTIFY changed)
    Q_PROPERTY(QColor warning READ warning WRITE setWarning NOTIFY changed)
    Q_PROPERTY(QColor critical READ critical WRITE setCritical NOTIFY changed)
    Q_PROPERTY(double thickness READ thickness WRITE setThickness NOTIFY changed)

public:
    static constexpr double sweep = 240; //!< degrees

    explicit GaugeArc(QQuickItem *parent = nullptr);

    double begin() const { return m_begin; }
    void setBegin(double begin) { set(m_begin, begin); }
    double end() const { return m_end; }
    void setEnd(double end) { set(m_end, end); }
    QVariantList marks() const { return m_marks; }
    void setMarks(const QVariantList &marks) { set(m_marks, marks); }
    QVariantList levels() const { return m_levels; }
    void setLevels(const QVariantList &levels) { set(m_levels, levels); }
    QColor colour() const { return m_colour; }
    void setColour(const QColor &colour) { set(m_colour, colour); }
    QColor track() const { return m_track; }
    void setTrack(const QColor &track) { set(m_track, track); }
    QColor warning() const { return m_warning; }
    void setWarning(const QColor &colour) { set(m_warning, colour); }
    QColor critical() const { return m_critical; }
    void setCritical(const QColor &colour) { set(m_critical, colour); }
    double thickness() const { return m_thickness; }
    void setThickness(double thickness) { set(m_thickness, thickness); }

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void changed();

private:
    template <class T>
    void set(T &what, const T &wanted)
    {
        if (what == wanted)
            return;
        what = wanted;
        update();
        Q_EMIT changed();
    }

    double m_begin = 0;
    double m_end = 0;
    QVariantList m_marks;
    QVariantList m_levels;
    QColor m_colour;
    QColor m_track;
    QColor m_warning;
    QColor m_critical;
    double m_thickness = 8;
};
