#pragma once

#include <QObject>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace hearth::app {

//! What a person has chosen; kept in an ini file in the configuration folder.
class SettingsViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SettingsViewModel)
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(hearth::app::SettingsViewModel::Theme theme READ theme WRITE setTheme NOTIFY themeChanged)
    Q_PROPERTY(bool sendWithEnter READ sendWithEnter WRITE setSendWithEnter NOTIFY sendWithEnterChanged)

public:
    enum class Theme { System, Light, Dark };
    Q_ENUM(Theme)

    explicit SettingsViewModel(const QString &iniFile, QObject *parent = nullptr);

    Theme theme() const;
    void setTheme(Theme theme);
    //! Enter sends and Shift-Enter breaks the line; otherwise Enter breaks and Ctrl-Enter sends.
    bool sendWithEnter() const;
    void setSendWithEnter(bool on);

Q_SIGNALS:
    void themeChanged();
    void sendWithEnterChanged();

private:
    QSettings m_settings;
};

} // namespace hearth::app
