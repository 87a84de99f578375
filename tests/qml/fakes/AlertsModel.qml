import QtQuick
import Hearth.App

RemoteFake {
    id: model

    property AlertForm form: null
    property Component forms: Component {
        AlertForm {}
    }

    function add() {
        note("add")
        form = forms.createObject(model)
    }

    function edit(id: string) {
        note("edit " + id)
        form = forms.createObject(model, { isNew: false })
    }

    function save() {
        note("save")
        form = null
    }

    function cancel() {
        form = null
    }

    function remove(id: string) {
        note("remove " + id)
    }
}
