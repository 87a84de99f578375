#pragma once

#include <QAbstractListModel>

namespace hearth::app {

//! One of a panel's series, ready to show.
struct PanelReading
{
    QString label;
    QString valueText;
    QString figures; //!< of valueText
    QString unit;
    QString leastText; //!< within what is shown
    QString meanText;
    QString mostText;
    int level = 0;    //!< 0 fine, 1 warning, 2 critical
    int colour = 0;   //!< which of the theme's chart colours
    double begin = 0; //!< of a bar within the scale, 0 to 1
    double end = 0;
    bool operator==(const PanelReading &) const = default;
};

//! Those of a panel. Rows stay while their values change.
class ReadingsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        LabelRole = Qt::UserRole,
        ValueRole,
        FiguresRole,
        UnitRole,
        LeastRole,
        MeanRole,
        MostRole,
        LevelRole,
        ColourRole,
        BeginRole,
        EndRole
    };

    using QAbstractListModel::QAbstractListModel;

    const QList<PanelReading> &readings() const { return m_readings; }
    void set(const QList<PanelReading> &readings);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    QList<PanelReading> m_readings;
};

//! A value as it was said.
struct PanelSaid
{
    qint64 id = 0;
    QString time;
    QString label; //!< whose; empty where the panel has one channel
    QString text;
    bool operator==(const PanelSaid &) const = default;
};

//! The newest first. A new one is inserted, so that a view stays where somebody reads.
class SaidModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { TimeRole = Qt::UserRole, LabelRole, TextRole };

    using QAbstractListModel::QAbstractListModel;

    const QList<PanelSaid> &said() const { return m_said; }
    void set(const QList<PanelSaid> &said);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    QList<PanelSaid> m_said;
};

} // namespace hearth::app
