#include "app/platform/fonts.h"

#include <QFont>
#include <QGuiApplication>

namespace hearth::app {

void chooseFonts()
{
    QFont font = QGuiApplication::font();
    font.setHintingPreference(QFont::PreferVerticalHinting);
    QGuiApplication::setFont(font);
    // Stands in for what the theme's family lacks.
    for (const char *family : {"Inter", "Noto Sans"})
        QFont::insertSubstitution(QString::fromLatin1(family), QStringLiteral("Noto Color Emoji"));
}

} // namespace hearth::app
