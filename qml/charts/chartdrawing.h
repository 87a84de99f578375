#pragma once

#include "app/live/paneldata.h"
#include "app/live/timeaxis.h"
#include "qml/charts/chartstyle.h"

#include <QPainter>

//! What a chart is made of, by place and colour: all that is decided before anything is painted.
struct ChartDrawing
{
    struct Label
    {
        QPointF at; //!< its middle
        QString text;
    };
    struct Mark
    {
        double y = 0;
        QString text; //!< what it is the limit of
        int level = 1;
    };

    hearth::app::Plot plot;
    QList<double> rows; //!< y of the scale's lines
    QList<Label> labels;
    QList<Mark> marks;
    QList<hearth::app::Trace> traces; //!< by series
    bool isFilled = false;            //!< down to zero
    double zero = 0;                  //!< its y
    bool isStale = false;
};

struct ChartFrame
{
    QSizeF size;
    double pixel = 1;    //!< of the device
    bool isBare = false; //!< no scale, no times: a line beside a figure
    bool isMirrored = false;
};

//! Pure but for the fonts: the same panel in the same frame is the same drawing.
[[nodiscard]] ChartDrawing chartOf(
    hearth::app::PanelData &panel, const ChartFrame &frame, const ChartStyle &style);

void paintChart(QPainter &painter, const ChartDrawing &drawing, const ChartStyle &style);
