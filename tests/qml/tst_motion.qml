import QtQuick
import QtTest
import Hearth.Scenes
import Hearth.Theme

TestCase {
    id: test

    name: "Motion"
    when: windowShown

    Scenes {
        id: scenes
    }

    function cleanup() {
        scenes.app.settings.lessMotion = false
    }

    function cleanupTestCase() {
        scenes.window.close()
    }

    function test_nothingMovesWhereThatIsAskedFor() {
        scenes.play("conversation-light")
        verify(Theme.motion > 0)
        const sheet = scenes.window.page.keysSheet
        sheet.open()
        verify(!sheet.opened, "on its way")
        sheet.close()
        scenes.app.settings.lessMotion = true
        compare(Theme.motion, 0)
        sheet.open()
        compare([sheet.opened, sheet.contentItem.parent.opacity], [true, 1])
    }
}
