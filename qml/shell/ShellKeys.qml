import QtQuick
import Hearth.App

//! The keys of the whole window. Single letters keep silent while somebody writes.
Item {
    id: keys

    required property SessionViewModel session
    required property bool covered
    readonly property Item focused: Window.activeFocusItem
    readonly property bool writing: focused instanceof TextInput || focused instanceof TextEdit

    signal find
    signal search(bool everywhere)
    signal back
    signal help
    signal write
    signal people
    signal pins
    signal fold
    signal activity
    signal newRoom
    signal newDashboard
    signal fullScreen
    signal settings
    signal stepRoom(int direction)

    Shortcut {
        sequence: "Ctrl+K"
        onActivated: keys.find()
    }
    Shortcut {
        sequence: "Ctrl+F"
        onActivated: keys.search(false)
    }
    Shortcut {
        sequence: "Ctrl+Shift+F"
        onActivated: keys.search(true)
    }
    Shortcut {
        sequence: "Escape"
        enabled: !keys.covered
        onActivated: keys.back()
    }
    Shortcut {
        sequences: ["?", "Shift+?"]
        enabled: !keys.writing && !keys.covered
        onActivated: keys.help()
        onActivatedAmbiguously: keys.help()
    }
    Shortcut {
        sequence: "n"
        enabled: !keys.writing && !keys.covered
        onActivated: keys.session.nextUnread(1)
    }
    Shortcut {
        sequence: "p"
        enabled: !keys.writing && !keys.covered
        onActivated: keys.session.nextUnread(-1)
    }
    Shortcut {
        sequence: "c"
        enabled: !keys.writing && !keys.covered
        onActivated: keys.write()
    }
    Shortcut {
        sequence: "Alt+Up"
        onActivated: keys.stepRoom(-1)
    }
    Shortcut {
        sequence: "Alt+Down"
        onActivated: keys.stepRoom(1)
    }
    Shortcut {
        sequence: "Ctrl+I"
        onActivated: keys.people()
    }
    Shortcut {
        sequence: "Ctrl+P"
        onActivated: keys.pins()
    }
    Shortcut {
        sequence: "Ctrl+B"
        onActivated: keys.fold()
    }
    Shortcut {
        sequence: "Ctrl+J"
        onActivated: keys.activity()
    }
    Shortcut {
        sequence: "Ctrl+N"
        onActivated: keys.newRoom()
    }
    Shortcut {
        sequence: "Ctrl+D"
        onActivated: keys.newDashboard()
    }
    Shortcut {
        sequence: "F11"
        enabled: !keys.covered
        onActivated: keys.fullScreen()
    }
    Shortcut {
        sequence: "Ctrl+,"
        onActivated: keys.settings()
    }
}
