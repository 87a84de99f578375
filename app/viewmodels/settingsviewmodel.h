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
    Q_PROPERTY(bool roomsFolded READ roomsFolded WRITE setRoomsFolded NOTIFY roomsFoldedChanged)
    Q_PROPERTY(bool detailsOpen READ detailsOpen WRITE setDetailsOpen NOTIFY detailsOpenChanged)
    Q_PROPERTY(bool lessMotion READ lessMotion WRITE setLessMotion NOTIFY motionChanged)
    Q_PROPERTY(bool systemReducesMotion READ systemReducesMotion NOTIFY motionChanged)
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

    //! Nothing moves: chosen here, or by the whole desktop.
    bool lessMotion() const;
    void setLessMotion(bool on);
    bool systemReducesMotion() const { return m_systemReducesMotion; }
    void setSystemReducesMotion(bool on);

    //! How the columns were left: the rooms as a strip of letters, the people beside the conversation.
    bool roomsFolded() const;
    void setRoomsFolded(bool folded);
    bool detailsOpen() const;
    void setDetailsOpen(bool open);

Q_SIGNALS:
    void themeChanged();
    void roomsFoldedChanged();
    void detailsOpenChanged();
    void sendWithEnterChanged();
    void motionChanged();

private:
    //! Stores it; true where it is another than before.
    bool change(const QString &key, bool value, bool fallback);

    QSettings m_settings;
    bool m_systemReducesMotion = false;
};

} // namespace hearth::app
