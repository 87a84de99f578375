import QtQuick

QtObject {
    property string noteText: ""
}
