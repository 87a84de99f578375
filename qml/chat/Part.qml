import QtQuick

//! A part that is seldom seen, from a file of its own: made when it is first wanted, and then only shown or hidden.
//! By its file and not as a component, since Qt 6.4 loses a bound component without a word.
Loader {
    id: root

    //! Handed to the part as its `owner`, which it takes everything from.
    required property Item owner
    required property string file
    required property bool wanted
    //! How high it stands among others; a positioner would say so a frame later only.
    readonly property real takes: wanted ? implicitHeight : 0

    function make() {
        if (wanted && !item)
            setSource(Qt.resolvedUrl(file), { "owner": owner })
    }

    visible: wanted
    onWantedChanged: make()
    onFileChanged: if (item) {
        source = ""
        make()
    }
    Component.onCompleted: make()
}
