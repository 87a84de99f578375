import QtQuick

//! The measures of the grid, for what is moved on it.
QtObject {
    required property int margin
    required property int gap
    //! From one column, or row, to the next.
    required property real pitch
    required property real line
    //! In whose coordinates the panels stand.
    required property Item ground

    signal alertsRequested(string panelId)
    signal sendRequested(string panelId)
}
