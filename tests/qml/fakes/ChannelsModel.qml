import Hearth.App

RemoteFake {
    property var names: ["kiln", "kiln:draught", "tank:level"]

    function hints(typed: string): var {
        return names.filter(each => each.includes(typed) && each !== typed)
    }

    function fieldsOf(channel: string): var {
        return channel === "kiln" ? ["temp", "draught"] : ["value"]
    }
}
