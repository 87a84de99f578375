import QtQuick
import Hearth.App

//! What is below a panel's heading, whatever its kind. Wheel, keys and focus: arrows walk the values, Enter zooms.
FocusScope {
    id: body

    required property PanelData panel
    required property TimeRange range
    //! Of a wall screen: larger type, nothing to point at.
    property bool wall: false
}
