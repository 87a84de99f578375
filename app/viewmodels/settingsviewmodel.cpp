#include "app/viewmodels/settingsviewmodel.h"

#include <algorithm>

namespace hearth::app {

namespace {
const auto themeKey = QStringLiteral("appearance/theme");
const auto enterKey = QStringLiteral("composer/sendWithEnter");
const auto motionKey = QStringLiteral("appearance/lessMotion");
const auto foldedKey = QStringLiteral("window/roomsFolded");
const auto detailsKey = QStringLiteral("window/detailsOpen");
} // namespace

SettingsViewModel::SettingsViewModel(const QString &iniFile, QObject *parent)
    : QObject(parent), m_settings(iniFile, QSettings::IniFormat)
{}

SettingsViewModel::Theme SettingsViewModel::theme() const
{
    return Theme(std::clamp(m_settings.value(themeKey, 0).toInt(), 0, int(Theme::Dark)));
}

void SettingsViewModel::setTheme(Theme theme)
{
    if (theme == this->theme())
        return;
    m_settings.setValue(themeKey, int(theme));
    Q_EMIT themeChanged();
}

bool SettingsViewModel::sendWithEnter() const
{
    return m_settings.value(enterKey, true).toBool();
}

void SettingsViewModel::setSendWithEnter(bool on)
{
    if (change(enterKey, on, true))
        Q_EMIT sendWithEnterChanged();
}

bool SettingsViewModel::lessMotion() const
{
    return m_systemReducesMotion || m_settings.value(motionKey, false).toBool();
}

void SettingsViewModel::setLessMotion(bool on)
{
    if (change(motionKey, on, false))
        Q_EMIT motionChanged();
}

void SettingsViewModel::setSystemReducesMotion(bool on)
{
    if (m_systemReducesMotion == on)
        return;
    m_systemReducesMotion = on;
    Q_EMIT motionChanged();
}

bool SettingsViewModel::roomsFolded() const
{
    return m_settings.value(foldedKey, false).toBool();
}

void SettingsViewModel::setRoomsFolded(bool folded)
{
    if (change(foldedKey, folded, false))
        Q_EMIT roomsFoldedChanged();
}

bool SettingsViewModel::detailsOpen() const
{
    return m_settings.value(detailsKey, false).toBool();
}

void SettingsViewModel::setDetailsOpen(bool open)
{
    if (change(detailsKey, open, false))
        Q_EMIT detailsOpenChanged();
}

bool SettingsViewModel::change(const QString &key, bool value, bool fallback)
{
    if (m_settings.value(key, fallback).toBool() == value)
        return false;
    m_settings.setValue(key, value);
    return true;
}

} // namespace hearth::app
