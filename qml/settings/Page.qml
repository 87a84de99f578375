import QtQuick
import QtQuick.Layouts
import Hearth.App
import Hearth.Controls
import Hearth.Theme

//! One section of the settings: scrolls where it does not fit.
ScrollColumn {
    required property SettingsViewModel settings
    required property SessionViewModel session

    Layout.margins: -Theme.space4
}
