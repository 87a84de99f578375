#pragma once

#include "app/live/samples.h"

#include <QPolygonF>
#include <QRectF>

#include <optional>

namespace hearth::app {

//! Where a chart is drawn, and what of time and values that is.
struct Plot
{
    QRectF area;
    qint64 from = 0; //!< ms since 1970
    qint64 until = 1;
    double low = 0;
    double high = 1;

    [[nodiscard]] double x(qint64 at) const;
    //! At most a height beside the area, however large the value.
    [[nodiscard]] double y(double value) const;
    [[nodiscard]] qint64 timeAt(double x) const;
};

//! One series as it is drawn.
struct Trace
{
    QList<QPolygonF> lines; //!< one a stretch without holes
    QList<QPolygonF> bands; //!< from the least to the most, where a point stands for several values
    QList<QPointF> dots;    //!< values with a hole on either side
    bool operator==(const Trace &) const = default;
};

//! Values that fall into one pixel column are drawn as its first, least, most and last one (M4, Jugel et al.,
//! VLDB 2014): so a spike is never lost, and no more than four points a pixel are drawn. `hole`: the longest
//! time without a value that a line goes over. `pixel`: how wide a device's pixel is.
[[nodiscard]] Trace traceOf(const SeriesView &series, const Plot &plot, qint64 hole, double pixel);

struct Extent
{
    std::optional<double> least, most;
    void take(double low, double high);
};

//! Of what is between two times.
void measure(const SeriesView &series, qint64 from, qint64 until, Extent &extent);

} // namespace hearth::app
