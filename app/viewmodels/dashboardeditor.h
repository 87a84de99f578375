#pragma once

#include "app/viewmodels/dashboardrows.h"
#include "shared/base/result.h"
#include "shared/protocol/dashboard.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! A panel as a form: everything is a text until it is taken.
class PanelEditor : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(PanelEditor)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(bool isNew READ isNew CONSTANT)
    Q_PROPERTY(QString title MEMBER m_title NOTIFY changed)
    //! As on the wire: line, area, stat, gauge, bars, table, log, text.
    Q_PROPERTY(QString kind MEMBER m_kind NOTIFY changed)
    Q_PROPERTY(QStringList kinds READ kinds CONSTANT)
    Q_PROPERTY(QStringList kindTexts READ kindTexts CONSTANT)
    //! Its values are numbers on a scale: unit, least, most and thresholds mean something.
    Q_PROPERTY(bool hasScale READ hasScale NOTIFY changed)
    Q_PROPERTY(bool hasText READ hasText NOTIFY changed)
    Q_PROPERTY(QString unit MEMBER m_unit NOTIFY changed)
    //! How far back, in ms; 0: as far as the page.
    Q_PROPERTY(double rangeMs MEMBER m_rangeMs NOTIFY changed)
    Q_PROPERTY(QString least MEMBER m_least NOTIFY changed)
    Q_PROPERTY(QString most MEMBER m_most NOTIFY changed)
    Q_PROPERTY(QString text MEMBER m_text NOTIFY changed)
    //! channel, field, label.
    Q_PROPERTY(hearth::app::DashboardRows *series READ series CONSTANT)
    //! value, level: warning or critical.
    Q_PROPERTY(hearth::app::DashboardRows *thresholds READ thresholds CONSTANT)
    //! What is wrong with it, after save().
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)

public:
    explicit PanelEditor(const protocol::Panel &panel, QObject *parent = nullptr);

    bool isNew() const { return m_panel.id.isEmpty(); }
    static QStringList kinds();
    static QStringList kindTexts();
    bool hasScale() const;
    bool hasText() const { return m_kind == QLatin1String("text"); }
    DashboardRows *series() const { return m_series; }
    DashboardRows *thresholds() const { return m_thresholds; }
    QString errorText() const { return m_errorText; }

    //! saved() follows, or errorText says what is wrong.
    Q_INVOKABLE void save();
    //! What the form says, or what is wrong with it.
    [[nodiscard]] Result<protocol::Panel> panel() const;

Q_SIGNALS:
    void changed();
    void errorTextChanged();
    void saved(const hearth::protocol::Panel &panel);

private:
    [[nodiscard]] Result<QList<protocol::PanelSeries>> readSeries() const;
    [[nodiscard]] Result<QList<protocol::Threshold>> readThresholds() const;

    const protocol::Panel m_panel;
    DashboardRows *m_series;
    DashboardRows *m_thresholds;
    QString m_title, m_kind, m_unit, m_least, m_most, m_text, m_errorText;
    double m_rangeMs = 0;
};

} // namespace hearth::app
