import QtQuick
import Hearth.Theme

//! How large a panel's things are: at a desk, or on a wall, whose type grows with the screen.
QtObject {
    id: look

    //! Larger type, nothing to point at.
    property bool wall: false
    //! How much larger than on a screen of 1080 lines.
    property real grown: 1
    readonly property real wallSmall: Theme.wallSmallSize * grown
    readonly property real tiny: wall ? wallSmall : Theme.tinySize
    readonly property real small: wall ? wallSmall : Theme.smallSize
    readonly property real body: wall ? wallSmall : Theme.bodySize
    readonly property real mono: wall ? wallSmall : Theme.monoSize
    readonly property real note: wall ? Theme.wallNoteSize * grown : Theme.smallSize
    readonly property real title: wall ? Theme.wallTitleSize * grown : Theme.bodySize
    readonly property real value: wall ? Theme.wallValueSize * grown : Theme.bigSize
    readonly property real figure: wall ? Theme.wallFigureSize * grown : Theme.figureSize
    readonly property real pen: wall ? Theme.wallPen * grown : 1

    //! Pixels of the one, or of the other.
    function px(desk: real, onWall: real): int {
        return Math.round(wall ? onWall * grown : desk)
    }
}
