import QtQuick
import QtTest
import Hearth.Theme

TestCase {
    name: "Theme"

    function channel(c) {
        return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4)
    }

    function luminance(c) {
        return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b)
    }

    function contrast(a, b) {
        const x = luminance(a), y = luminance(b)
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
    }

    function cleanup() {
        Theme.mode = Theme.System
    }

    function test_textIsLegibleOnEveryGround_data() {
        return [{ tag: "light", mode: Theme.Light }, { tag: "dark", mode: Theme.Dark }]
    }

    function test_textIsLegibleOnEveryGround(row) {
        Theme.mode = row.mode
        for (let i = 0; i < Theme.grounds.length; ++i) {
            for (const name of ["text", "secondary", "emberText", "error"]) {
                const ratio = contrast(Theme[name], Theme.grounds[i])
                verify(ratio >= 4.5, row.tag + ": " + name + " on ground " + i + " is " + ratio.toFixed(2))
            }
        }
        for (const name of ["codeKeyword", "codeString", "codeNumber"])
            verify(contrast(Theme[name], Theme.code) >= 4.5, row.tag + ": " + name)
        verify(contrast(Theme.emberInk, Theme.emberFill) >= 4.5)
        verify(contrast(Theme.emberInk, Theme.emberFillHover) >= 4.5)
    }

    function test_initialKeepsAWholeCodePoint() {
        compare(Theme.initial("🚢 crew"), "🚢")
        compare(Theme.initial("  "), "?")
    }
}
