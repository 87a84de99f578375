#include "app/live/trace.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hearth::app {

namespace {

//! Collects the points of a pixel column, and writes at most four of them.
class Pen
{
public:
    Pen(Trace &trace, double pixel) : m_trace(trace), m_pixel(pixel) {}

    void to(QPointF point)
    {
        const double column = std::floor(point.x() / m_pixel);
        if (m_count > 0 && column != m_column)
            flush();
        if (m_count == 0) {
            m_column = column;
            m_first = m_top = m_bottom = point;
        }
        if (point.y() < m_top.y())
            m_top = point;
        if (point.y() > m_bottom.y())
            m_bottom = point;
        m_last = point;
        ++m_count;
    }
    void lift()
    {
        flush();
        if (m_line.size() == 1)
            m_trace.dots.append(m_line.first());
        else if (m_line.size() > 1)
            m_trace.lines.append(m_line);
        m_line.clear();
    }

private:
    void write(QPointF point)
    {
        if (m_line.isEmpty() || m_line.last() != point)
            m_line.append(point);
    }
    void flush()
    {
        if (std::exchange(m_count, 0) == 0)
            return;
        const bool topFirst = m_top.x() <= m_bottom.x();
        write(m_first);
        write(topFirst ? m_top : m_bottom);
        write(topFirst ? m_bottom : m_top);
        write(m_last);
    }

    Trace &m_trace;
    const double m_pixel;
    QPolygonF m_line;
    double m_column = 0;
    qsizetype m_count = 0;
    QPointF m_first, m_top, m_bottom, m_last;
};

//! Its upper edge forwards, then its lower one back.
class Band
{
public:
    explicit Band(Trace &trace) : m_trace(trace) {}
    void to(double x, double upper, double lower)
    {
        m_upper.append({x, upper});
        m_lower.prepend({x, lower});
    }
    void lift()
    {
        if (m_upper.size() > 1)
            m_trace.bands.append(m_upper + m_lower);
        m_upper.clear();
        m_lower.clear();
    }

private:
    Trace &m_trace;
    QPolygonF m_upper, m_lower;
};

} // namespace

double Plot::x(qint64 at) const
{
    return area.left() + double(at - from) / double(std::max<qint64>(1, until - from)) * area.width();
}

double Plot::y(double value) const
{
    const double part = (value - low) / (high - low);
    return area.bottom() - std::clamp(part, -1.0, 2.0) * area.height();
}

qint64 Plot::timeAt(double x) const
{
    if (area.width() <= 0)
        return from;
    return from + qint64((x - area.left()) / area.width() * double(until - from));
}

Trace traceOf(const SeriesView &series, const Plot &plot, qint64 hole, double pixel)
{
    Trace trace;
    Pen pen(trace, pixel);
    Band band(trace);
    qint64 last = 0;
    bool wasSpan = false;
    series.each(plot.from, plot.until, [&](const Sample &each, bool isSpan) {
        const qint64 span = (isSpan || wasSpan) && series.spans ? series.spans->spanMs * 3 / 2 : 0;
        const bool isHole =
            std::isnan(each.mean) || (last > 0 && each.at - last > (isSpan ? span : std::max(hole, span)));
        if (isHole || (wasSpan && !isSpan))
            band.lift();
        if (isHole)
            pen.lift();
        last = each.at;
        wasSpan = isSpan;
        if (std::isnan(each.mean))
            return;
        const double x = plot.x(each.at);
        pen.to({x, plot.y(each.mean)});
        if (isSpan)
            band.to(x, plot.y(each.most), plot.y(each.least));
    });
    pen.lift();
    band.lift();
    return trace;
}

void Extent::take(double low, double high)
{
    if (std::isnan(low) || std::isnan(high))
        return;
    least = least ? std::min(*least, low) : low;
    most = most ? std::max(*most, high) : high;
}

void measure(const SeriesView &series, qint64 from, qint64 until, Extent &extent)
{
    series.each(from, until, [&](const Sample &each, bool) {
        if (each.at >= from && each.at <= until)
            extent.take(each.least, each.most);
    });
}

} // namespace hearth::app
