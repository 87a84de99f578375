import QtQuick
import QtQuick.Templates as T
import Hearth.Theme

//! Text of the interface. Plain unless a caller has markup that our own C++ built.
T.Label {
    enum Kind {
        Body,
        Secondary,
        Tiny,
        Title,
        Big,
        Mono
    }

    property int kind: Label.Kind.Body
    property bool strong: false

    color: kind === Label.Kind.Secondary || kind === Label.Kind.Tiny ? Theme.secondary : Theme.text
    linkColor: Theme.emberText
    textFormat: Text.PlainText
    // Said, so that it is mirrored with the window; without it each text would lie as its own script does.
    horizontalAlignment: Text.AlignLeft
    font.family: kind === Label.Kind.Mono ? Theme.mono : Theme.sans
    font.pointSize: [Theme.bodySize, Theme.smallSize, Theme.tinySize, Theme.titleSize, Theme.bigSize, Theme.monoSize][kind]
    font.weight: strong || kind === Label.Kind.Title || kind === Label.Kind.Big ? Font.DemiBold : Font.Normal
    lineHeight: wrapMode === Text.NoWrap ? 1 : Theme.lineHeight
}
