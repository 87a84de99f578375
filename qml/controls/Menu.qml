import QtQuick
import QtQuick.Templates as T
import Hearth.Theme

T.Menu {
    id: control

    implicitWidth: Math.max(Theme.px(190), implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    margins: Theme.space8
    padding: Theme.space4
    delegate: MenuItem {}

    contentItem: ListView {
        implicitHeight: contentHeight
        implicitWidth: contentWidth
        model: control.contentModel
        interactive: false
        currentIndex: control.currentIndex
    }

    background: Surface {}
}
