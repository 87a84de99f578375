#pragma once

#include <QColor>
#include <QFont>
#include <QList>

//! Colours and sizes of a chart: all of them the theme's.
struct ChartStyle
{
    QList<QColor> series;
    QColor ground;
    QColor grid;
    QColor text;
    QColor stale;
    QColor warning;
    QColor critical;
    QFont font;
    double pen = 1; //!< of a line, in pixels
    double space = 4;
    bool operator==(const ChartStyle &) const = default;
};
