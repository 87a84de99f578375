#pragma once

#include "qml/charts/chartdrawing.h"

#include <QPointer>
#include <QQuickPaintedItem>

//! The lines of a panel over time. Painted on the CPU, with a pen of a device's pixel: a geometry node would
//! draw nothing with the software backend.
class ChartCanvas : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(hearth::app::PanelData *panel READ panel WRITE setPanel NOTIFY panelChanged REQUIRED)
    //! No scale, no times.
    Q_PROPERTY(bool bare MEMBER m_isBare WRITE setBare NOTIFY styleChanged)
    Q_PROPERTY(bool mirrored MEMBER m_isMirrored WRITE setMirrored NOTIFY styleChanged)
    Q_PROPERTY(QList<QColor> colours READ colours WRITE setColours NOTIFY styleChanged)
    Q_PROPERTY(QColor ground READ ground WRITE setGround NOTIFY styleChanged)
    Q_PROPERTY(QColor grid READ grid WRITE setGrid NOTIFY styleChanged)
    Q_PROPERTY(QColor text READ text WRITE setText NOTIFY styleChanged)
    Q_PROPERTY(QColor stale READ stale WRITE setStale NOTIFY styleChanged)
    Q_PROPERTY(QColor warning READ warning WRITE setWarning NOTIFY styleChanged)
    Q_PROPERTY(QColor critical READ critical WRITE setCritical NOTIFY styleChanged)
    Q_PROPERTY(QFont font READ font WRITE setFont NOTIFY styleChanged)
    //! How thick lines are; 1 or less is a pixel of the device.
    Q_PROPERTY(double pen READ pen WRITE setPen NOTIFY styleChanged)
    Q_PROPERTY(double space READ space WRITE setSpace NOTIFY styleChanged)
    //! Where the lines are, within the item.
    Q_PROPERTY(QRectF plot READ plot NOTIFY plotChanged)
    //! Where the time is that is pointed at; -1 where it is not shown.
    Q_PROPERTY(double hoverX READ hoverX NOTIFY plotChanged)

public:
    explicit ChartCanvas(QQuickItem *parent = nullptr);

    hearth::app::PanelData *panel() const { return m_panel; }
    void setPanel(hearth::app::PanelData *panel);
    void setBare(bool bare) { restyle(m_isBare, bare); }
    void setMirrored(bool mirrored) { restyle(m_isMirrored, mirrored); }
    QList<QColor> colours() const { return m_style.series; }
    void setColours(const QList<QColor> &colours) { restyle(m_style.series, colours); }
    QColor ground() const { return m_style.ground; }
    void setGround(const QColor &colour) { restyle(m_style.ground, colour); }
    QColor grid() const { return m_style.grid; }
    void setGrid(const QColor &colour) { restyle(m_style.grid, colour); }
    QColor text() const { return m_style.text; }
    void setText(const QColor &colour) { restyle(m_style.text, colour); }
    QColor stale() const { return m_style.stale; }
    void setStale(const QColor &colour) { restyle(m_style.stale, colour); }
    QColor warning() const { return m_style.warning; }
    void setWarning(const QColor &colour) { restyle(m_style.warning, colour); }
    QColor critical() const { return m_style.critical; }
    void setCritical(const QColor &colour) { restyle(m_style.critical, colour); }
    QFont font() const { return m_style.font; }
    void setFont(const QFont &font) { restyle(m_style.font, font); }
    double pen() const { return m_style.pen; }
    void setPen(double pen) { restyle(m_style.pen, pen); }
    double space() const { return m_style.space; }
    void setSpace(double space) { restyle(m_style.space, space); }
    QRectF plot() const { return m_drawing.plot.area; }
    double hoverX() const;

    //! The time at x, within what is shown.
    Q_INVOKABLE qint64 timeAt(double x) const;

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void panelChanged();
    void styleChanged();
    void plotChanged();

protected:
    void updatePolish() override;
    void geometryChange(const QRectF &now, const QRectF &before) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;

private:
    template <class T>
    void restyle(T &what, const T &wanted)
    {
        if (what == wanted)
            return;
        what = wanted;
        polish();
        Q_EMIT styleChanged();
    }

    QPointer<hearth::app::PanelData> m_panel;
    ChartStyle m_style;
    ChartDrawing m_drawing;
    bool m_isBare = false;
    bool m_isMirrored = false;
};
