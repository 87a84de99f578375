#include "gaugearc.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr double first = 90 + GaugeArc::sweep / 2; //!< degrees, counted as Qt does: against the clock
constexpr int sixteenths = 16;

int angle(double degrees)
{
    return int(std::lround(degrees * sixteenths));
}

} // namespace

GaugeArc::GaugeArc(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void GaugeArc::paint(QPainter *painter)
{
    painter->setRenderHint(QPainter::Antialiasing);
    const double radius = std::min(width() / 2, height() / 1.5) - m_thickness;
    if (radius <= 0)
        return;
    const QPointF middle(width() / 2, radius + m_thickness);
    const QRectF circle(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius);
    painter->setPen(QPen(m_track, m_thickness, Qt::SolidLine, Qt::FlatCap));
    painter->drawArc(circle, angle(first), angle(-sweep));
    painter->setPen(QPen(m_colour, m_thickness, Qt::SolidLine, Qt::FlatCap));
    painter->drawArc(circle, angle(first - m_begin * sweep), angle(-(m_end - m_begin) * sweep));
    for (qsizetype i = 0; i < m_marks.size(); ++i) {
        const double turn = (first - m_marks.at(i).toDouble() * sweep) * 3.14159265358979 / 180;
        const QPointF way(std::cos(turn), -std::sin(turn));
        const bool isCritical = m_levels.value(i).toInt() > 1;
        painter->setPen(QPen(isCritical ? m_critical : m_warning, isCritical ? 3 : 2));
        // Told by its length, too.
        const double out = m_thickness * (isCritical ? 1.0 : 0.75);
        painter->drawLine(middle + way * (radius - m_thickness / 2), middle + way * (radius + out));
    }
}
