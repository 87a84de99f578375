import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Who is writing. Its height is fixed, so that nothing jumps when somebody starts.
Label {
    height: Theme.typingLine
    verticalAlignment: Text.AlignVCenter
    kind: Label.Kind.Secondary
    elide: Text.ElideRight
    Accessible.ignored: text === ""
}
