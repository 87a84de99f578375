pragma Singleton
import QtQuick

//! Every size, colour and duration of Hearth. Nothing literal exists outside this file.
QtObject {
    id: theme

    enum Mode {
        System,
        Light,
        Dark
    }

    property int mode: Theme.Mode.System
    //! Set by the program, where the person or the desktop asks for less motion.
    property bool reducedMotion: false
    //! 1.0 at the usual 10 pt and 96 dots per inch of a desktop, and where it says less; all that holds text grows with it.
    property real scale: Math.max(1, Math.min(2, systemPixels * 0.075))

    //! Pixels that a point is, of what 96 dots per inch make of it: a desktop's larger text may come by either way.
    readonly property real density: inPoints.ascent / inPixels.ascent
    readonly property real systemPixels: Application.font.pointSize > 0 ? Application.font.pointSize * density / 0.75
                                                                         : Application.font.pixelSize
    readonly property FontMetrics inPoints: FontMetrics {
        font.family: theme.sans
        font.pointSize: 72
    }
    readonly property FontMetrics inPixels: FontMetrics {
        font.family: theme.sans
        font.pixelSize: 96
    }
    readonly property SystemPalette system: SystemPalette {}
    readonly property bool dark: mode === Theme.Mode.Dark
        || (mode === Theme.Mode.System && system.window.hslLightness < 0.5)

    // Grounds, from the back to the front.
    readonly property color darkGround: "#15171A"
    readonly property color lightGround: "#F6F5F3"
    readonly property color ground: dark ? darkGround : lightGround
    readonly property color panel: dark ? "#1B1E22" : "#FFFFFF"
    readonly property color raised: dark ? "#22262B" : "#FFFFFF"
    readonly property color code: dark ? "#111316" : "#EFEDEA"
    readonly property color field: dark ? "#111316" : "#FFFFFF"
    readonly property color hover: dark ? "#23272C" : "#EFEDEA"
    readonly property color rowHover: dark ? "#191C20" : "#F0EEEB"
    readonly property color pressed: dark ? "#2B3036" : "#E9E6E2"
    readonly property color selected: dark ? "#2E2823" : "#F8E9E0"
    readonly property color scrim: dark ? "#A0000000" : "#55201C18"
    readonly property color shadow: dark ? "#50000000" : "#1C201C18"
    readonly property list<color> grounds: [ground, panel, raised, code, field, hover, rowHover, pressed, selected,
        errorGround]

    // A code for a camera is dark on light on every ground.
    readonly property color codeDark: "#15171A"
    readonly property color codeLight: "#FFFFFF"

    // What is drawn on them.
    readonly property color line: dark ? "#2D3238" : "#E3E1DD"
    readonly property color outline: dark ? "#3B424A" : "#CFCBC5"
    readonly property color darkText: "#E8EAED"
    readonly property color lightText: "#1D2024"
    readonly property color text: dark ? darkText : lightText
    readonly property color secondary: dark ? "#9AA3AD" : "#5C656F"
    readonly property color ember: dark ? "#E8743B" : "#C9561C"
    readonly property color emberText: dark ? "#F08A57" : "#A8450F"
    readonly property color emberFill: dark ? "#E8743B" : "#BB4C14"
    readonly property color emberFillHover: dark ? "#F08550" : "#A84310"
    // Not "onEmber": QML would take that for a signal handler, and the colour would be black.
    readonly property color emberInk: dark ? "#15171A" : "#FFFFFF"
    readonly property color error: dark ? "#F28B97" : "#AF2A3C"
    readonly property color errorGround: dark ? "#2B1D21" : "#FBEBEC"
    readonly property color warning: dark ? "#E2B458" : "#7D5600"

    readonly property color codeKeyword: dark ? "#86A8F0" : "#3A55A8"
    readonly property color codeString: dark ? "#8FC98B" : "#2C6627"
    readonly property color codeNumber: dark ? "#DDA96B" : "#854800"

    // Presence, always with a word or an accessible name beside it.
    readonly property color online: "#3FB27F"
    readonly property color away: "#D9A441"
    readonly property color busy: "#D1495B"
    readonly property color offline: "#7C8590"
    readonly property color unknown: dark ? "#666F79" : "#A9A59F"
    readonly property list<color> presence: [online, away, busy, offline, offline, unknown]

    // Okabe and Ito's eight, moved apart from each ground; the order is part of the contract.
    readonly property list<color> chart: dark
        ? ["#56B4E9", "#E69F00", "#1FA57C", "#F0E442", "#3F7BD0", "#E8743B", "#CC79A7", "#BFC7CF"]
        : ["#0069A6", "#B58300", "#008463", "#4C4600", "#3A93C6", "#C8481A", "#BC5A8C", "#3D454D"]
    // Charts: a level has its colour and another form beside it.
    readonly property color chartStale: dark ? "#7C8590" : "#858D96"
    readonly property list<color> levels: [text, warning, error]
    readonly property real wallPen: 2.5
    readonly property int swatch: px(10)
    readonly property int gauge: px(9)
    readonly property int pointedCard: px(260)
    readonly property int pointedRows: 8
    readonly property int legendEntries: 4
    readonly property int tableFold: px(380)
    readonly property int figureHeight: px(96)
    readonly property real figureSize: 34 * pointsPerPixel
    // Read from five metres.
    readonly property real wallSmallSize: 22 * pointsPerPixel
    readonly property real wallFigureSize: 88 * pointsPerPixel
    readonly property list<color> people: dark
        ? ["#7FB3DE", "#DDA96B", "#6FC3A3", "#C9A0DC", "#E39A8B", "#9FBF6B", "#86A8F0", "#D99BB8"]
        : ["#2B6A9B", "#8A5A12", "#1F7355", "#7A4A96", "#A3473A", "#55701D", "#3E5CB0", "#97456E"]

    // A 4 px grid.
    readonly property int space4: 4
    readonly property int space8: 8
    readonly property int space12: 12
    readonly property int space16: 16
    readonly property int space24: 24
    readonly property int space32: 32
    readonly property int radius: 6
    readonly property int cardRadius: 10
    readonly property int hairline: 1
    readonly property int ring: 2
    readonly property int stroke: 2

    // Things that hold text.
    readonly property int control: px(34)
    readonly property int row: px(32)
    readonly property int bar: px(56)
    readonly property int tile: px(32)
    readonly property int smallTile: px(24)
    readonly property int icon: px(18)
    readonly property int dot: px(8)
    readonly property int mark: px(14)
    readonly property int badge: px(18)
    readonly property int caption: px(28)
    readonly property int typingLine: px(22)

    // The window's columns, and where they fold.
    readonly property int rooms: px(232)
    readonly property int roomsFolded: 56
    readonly property int details: px(280)
    readonly property int thread: px(380)
    readonly property int detailsFold: 900
    readonly property int columnFold: 640
    readonly property int windowWidth: 1180
    readonly property int windowHeight: 760
    readonly property int windowMinimumWidth: 360
    readonly property int windowMinimumHeight: 420
    readonly property int readingWidth: px(820)
    readonly property int form: px(360)
    readonly property int sheet: px(520)
    readonly property int wideSheet: px(680)
    readonly property int settings: px(780)
    readonly property int settingsHeight: px(600)
    readonly property int settingsFold: px(600)
    readonly property int sections: px(170)
    readonly property int qrCode: px(196)
    readonly property int sheetList: px(320)
    readonly property int foundRow: px(64)
    readonly property int shortList: px(168)
    readonly property int activity: px(440)
    readonly property int gridLine: px(64)
    readonly property int timeField: px(72)
    readonly property int foldedMessage: px(320)
    readonly property int listCache: 400
    //! How much of the view shows what was read before, above the first unread message.
    readonly property real contextAbove: 0.25

    // Type, in points so that it follows the screen; named by its size in pixels at scale 1.
    readonly property string sans: family(["Inter", "Noto Sans"], Application.font.family)
    readonly property string emoji: family(["Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji"], sans)
    readonly property string mono: family(["JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono"], "monospace")
    readonly property real bodySize: 13.5 * pointsPerPixel
    readonly property real smallSize: 12 * pointsPerPixel
    readonly property real tinySize: 10.5 * pointsPerPixel
    readonly property real titleSize: 15 * pointsPerPixel
    readonly property real bigSize: 20 * pointsPerPixel
    // On a wall, from five metres.
    readonly property int wallHeight: 1080
    readonly property real wallNoteSize: 15 * pointsPerPixel
    readonly property real wallTitleSize: 22 * pointsPerPixel
    readonly property real wallValueSize: 44 * pointsPerPixel
    readonly property real monoSize: 12.5 * pointsPerPixel
    readonly property real emojiSize: 30 * pointsPerPixel
    readonly property real pointsPerPixel: 0.75 * scale / density
    //! Inter's own line is 1.21 of its size; with this it becomes 1.45.
    readonly property real lineHeight: 1.2
    readonly property int bodyLine: px(20)

    readonly property int motion: reducedMotion ? 0 : 120
    readonly property int frame: 16
    readonly property int caretBlink: 500
    readonly property int caretBlinks: 20
    readonly property int toolTipDelay: 500
    //! How long "Copied" stays.
    readonly property int doneDelay: 1500

    function px(pixels: real): int {
        return Math.round(pixels * scale)
    }

    function family(wanted: var, fallback: string): string {
        const known = Qt.fontFamilies()
        return wanted.find(name => known.includes(name)) ?? fallback
    }

    function alpha(base: color, opacity: real): color {
        return Qt.rgba(base.r, base.g, base.b, opacity)
    }

    //! Escaped text of our own with `b` around what was searched for: in the accent, so that it is seen.
    function marked(text: string): string {
        return text.replace(/<b>/g, "<b><font color=\"" + emberText + "\">").replace(/<\/b>/g, "</font></b>")
    }

    //! The same person has the same colour everywhere; the name beside it is what tells people apart.
    function person(id: string): color {
        let sum = 7
        for (let i = 0; i < id.length; ++i)
            sum = (sum * 31 + id.charCodeAt(i)) % 9973
        return people[sum % people.length]
    }

    //! The first letter of a name, as a whole code point so that an emoji is not cut in two.
    function initial(name: string): string {
        const first = name.trim().codePointAt(0)
        return first === undefined ? "?" : String.fromCodePoint(first).toLocaleUpperCase()
    }
}
