#include "app/viewmodels/settingsviewmodel.h"

#include <algorithm>

namespace hearth::app {

namespace {
const auto themeKey = QStringLiteral("appearance/theme");
const auto enterKey = QStringLiteral("composer/sendWithEnter");
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
    if (on == sendWithEnter())
        return;
    m_settings.setValue(enterKey, on);
    Q_EMIT sendWithEnterChanged();
}

} // namespace hearth::app
