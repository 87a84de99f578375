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

    function test_chartColoursStandOutFromTheirGrounds_data() {
        return test_textIsLegibleOnEveryGround_data()
    }

    function test_chartColoursStandOutFromTheirGrounds(row) {
        Theme.mode = row.mode
        compare(Theme.chart.length, 8)
        for (const ground of [Theme.ground, Theme.panel, Theme.raised]) {
            for (const colour of [...Theme.chart, Theme.chartStale, Theme.warning, Theme.error])
                verify(contrast(colour, ground) >= 3, row.tag + ": " + colour + " is " + contrast(colour, ground).toFixed(2))
        }
    }

    // What people with no long (protan), middle (deutan) or short (tritan) cones see: Machado, Oliveira and Fernandes 2009.
    readonly property var eyes: ({
        "all": [1, 0, 0, 0, 1, 0, 0, 0, 1],
        "protan": [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        "deutan": [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
        "tritan": [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039] })

    //! CIELAB of what an eye sees of a colour.
    function seen(c, m) {
        const line = [channel(c.r), channel(c.g), channel(c.b)]
        const v = [0, 3, 6].map(i => Math.max(0, Math.min(1, m[i] * line[0] + m[i + 1] * line[1] + m[i + 2] * line[2])))
        const f = t => t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116
        const x = f((0.4124 * v[0] + 0.3576 * v[1] + 0.1805 * v[2]) / 0.9505)
        const y = f(0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2])
        const z = f((0.0193 * v[0] + 0.1192 * v[1] + 0.9505 * v[2]) / 1.089)
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
    }

    function test_chartColoursAreToldApartByEveryEye_data() {
        const rows = []
        for (const mode of test_textIsLegibleOnEveryGround_data())
            for (const eye in eyes)
                rows.push({ tag: mode.tag + " " + eye, mode: mode.mode, eye: eye })
        return rows
    }

    function test_chartColoursAreToldApartByEveryEye(row) {
        Theme.mode = row.mode
        const all = []
        for (let i = 0; i < Theme.chart.length; ++i)
            all.push(seen(Theme.chart[i], eyes[row.eye]))
        for (let i = 0; i < all.length; ++i) {
            for (let j = 0; j < i; ++j) {
                const apart = Math.hypot(all[i][0] - all[j][0], all[i][1] - all[j][1], all[i][2] - all[j][2])
                // The first four are on most panels.
                verify(apart >= (i < 4 ? 12 : 9), row.tag + ": " + j + " and " + i + " are " + apart.toFixed(1) + " apart")
            }
        }
    }

    function test_initialKeepsAWholeCodePoint() {
        compare(Theme.initial("🚢 crew"), "🚢")
        compare(Theme.initial("  "), "?")
    }
}
