#include "app/live/readingsmodel.h"

#include <algorithm>

namespace hearth::app {

void ReadingsModel::set(const QList<PanelReading> &readings)
{
    if (readings.size() != m_readings.size()) {
        beginResetModel();
        m_readings = readings;
        endResetModel();
        return;
    }
    for (qsizetype i = 0; i < readings.size(); ++i) {
        if (readings.at(i) == m_readings.at(i))
            continue;
        m_readings[i] = readings.at(i);
        Q_EMIT dataChanged(index(int(i)), index(int(i)));
    }
}

int ReadingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_readings.size());
}

QVariant ReadingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PanelReading &reading = m_readings.at(index.row());
    switch (role) {
    case LabelRole:
        return reading.label;
    case ValueRole:
        return reading.valueText;
    case FiguresRole:
        return reading.figures;
    case UnitRole:
        return reading.unit;
    case LeastRole:
        return reading.leastText;
    case MeanRole:
        return reading.meanText;
    case MostRole:
        return reading.mostText;
    case LevelRole:
        return reading.level;
    case ColourRole:
        return reading.colour;
    case BeginRole:
        return reading.begin;
    case EndRole:
        return reading.end;
    default:
        return {};
    }
}

QHash<int, QByteArray> ReadingsModel::roleNames() const
{
    return {{LabelRole, "label"}, {ValueRole, "valueText"}, {FiguresRole, "figures"}, {UnitRole, "unit"},
        {LeastRole, "leastText"}, {MeanRole, "meanText"}, {MostRole, "mostText"}, {LevelRole, "level"},
        {ColourRole, "colour"}, {BeginRole, "begin"}, {EndRole, "end"}};
}

void SaidModel::set(const QList<PanelSaid> &said)
{
    if (said == m_said)
        return;
    // What is new stands in front of what the last one was; anything else is another list.
    const qsizetype fresh = m_said.isEmpty() ? 0 : said.indexOf(m_said.first());
    const qsizetype kept = fresh < 0 ? 0 : std::min(said.size() - fresh, m_said.size());
    const bool isSame = fresh >= 0 && kept > 0 &&
                        std::equal(said.begin() + fresh, said.begin() + fresh + kept, m_said.begin());
    if (!isSame || fresh + kept != said.size()) {
        beginResetModel();
        m_said = said;
        endResetModel();
        return;
    }
    if (kept < m_said.size()) {
        beginRemoveRows({}, int(kept), int(m_said.size()) - 1);
        m_said.resize(kept);
        endRemoveRows();
    }
    if (fresh > 0) {
        beginInsertRows({}, 0, int(fresh) - 1);
        m_said = said;
        endInsertRows();
    }
}

int SaidModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_said.size());
}

QVariant SaidModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PanelSaid &said = m_said.at(index.row());
    switch (role) {
    case TimeRole:
        return said.time;
    case LabelRole:
        return said.label;
    case TextRole:
        return said.text;
    default:
        return {};
    }
}

QHash<int, QByteArray> SaidModel::roleNames() const
{
    return {{TimeRole, "time"}, {LabelRole, "label"}, {TextRole, "said"}};
}

} // namespace hearth::app
