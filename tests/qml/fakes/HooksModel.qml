import Hearth.App

RemoteFake {
    property string url: ""
    readonly property string messageLine: "curl -H 'Content-Type: application/json' -d '{\"content\": \"Hello from a script\"}' " + url
    readonly property string valueLine: "curl -H 'Content-Type: application/json' -d '{\"channel\": \"kiln\", \"data\": 21.5}' " + url

    function make(name: string) {
        note("make " + name)
        url = "http://werkstatt.local:8484/hooks/qx1nJb7Yc0dT5mVb2Wk9LhZr8sUeFaGp3iRoNtKlEwM"
    }

    function remove(id: string) {
        note("remove " + id)
    }

    function clear() {
        url = ""
    }
}
