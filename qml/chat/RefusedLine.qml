import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Why a message was not sent, and the two ways on.
Flow {
    id: root

    required property MessageDelegate owner

    spacing: Theme.space4
    topPadding: Theme.space4
    Component.onCompleted: forceLayout()

    Label {
        width: Math.min(implicitWidth, root.width)
        height: Math.max(implicitHeight, retry.height)
        verticalAlignment: Text.AlignVCenter
        rightPadding: Theme.space8
        text: root.owner.messageId !== "" ? qsTr("Not changed: %1").arg(root.owner.errorText)
            : root.owner.errorText === "" ? qsTr("Not sent.") : qsTr("Not sent: %1").arg(root.owner.errorText)
        font.pointSize: Theme.smallSize
        wrapMode: Text.Wrap
        color: Theme.error
        Accessible.role: Accessible.AlertMessage
    }

    Button {
        id: retry

        height: Theme.caption
        leftPadding: Theme.space8
        rightPadding: Theme.space8
        text: qsTr("Try again")
        onClicked: root.owner.retryRequested()
    }

    Button {
        height: Theme.caption
        leftPadding: Theme.space8
        rightPadding: Theme.space8
        kind: Button.Kind.Quiet
        text: qsTr("Discard")
        onClicked: root.owner.discardRequested()
    }
}
