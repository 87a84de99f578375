import QtQuick
import Hearth.Controls
import Hearth.Theme

//! Where a message was deleted.
Label {
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    font.italic: true
    color: Theme.secondary
    Accessible.ignored: true
}
