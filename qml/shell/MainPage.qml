import QtQuick
import Hearth.App
import Hearth.Chat
import Hearth.Dashboard
import Hearth.Settings
import Hearth.Theme

//! Three columns. Below 900 the details slide over; below 640 there is one column at a time.
FocusScope {
    id: page

    required property SessionViewModel session
    required property SettingsViewModel settings
    property bool showingRooms: false
    //! The dashboard alone, on the whole screen.
    property bool bare: false
    readonly property bool single: width < Theme.columnFold
    readonly property bool wide: width >= Theme.detailsFold
    readonly property bool detailsShown: (settings.detailsOpen || session.thread !== null) && middle.item !== null
        && session.conversation !== null
    readonly property bool covered: switcher.visible || newRoom.visible || browse.visible || settingsSheet.visible
        || keysSheet.visible || addPeople.visible || activity.visible || search.visible
        || roomSheet.visible || newDashboard.visible || hooks.visible || (board?.covered ?? false)
    readonly property alias rooms: rooms
    readonly property Conversation conversation: middle.item as Conversation
    readonly property DashboardPage board: middle.item as DashboardPage
    readonly property MemberList people: details.item as MemberList
    readonly property ThreadPanel thread: details.item as ThreadPanel
    readonly property alias details: details
    readonly property alias switcher: switcher
    readonly property alias settingsSheet: settingsSheet
    readonly property alias keysSheet: keysSheet
    readonly property alias addPeople: addPeople
    readonly property alias newRoom: newRoom
    readonly property alias browse: browse
    readonly property alias activity: activity
    readonly property alias search: search
    readonly property alias roomSheet: roomSheet
    readonly property alias newDashboard: newDashboard
    readonly property alias hooks: hooks

    function back() {
        if (board?.back())
            return
        if (bare) {
            bare = false
            return
        }
        if (session.thread)
            session.closeThread()
        else if (detailsShown)
            settings.detailsOpen = false
        else if (single)
            showingRooms = true
        else if (board)
            session.dashboards.close()
        else if (conversation)
            conversation.messages.forceActiveFocus()
    }

    function command(name: string) {
        const sheets = { "create-room": newRoom, "create-dashboard": newDashboard, "settings": settingsSheet, "keys": keysSheet }
        if (name === "search")
            search.begin(true)
        else
            sheets[name]?.open()
    }

    function fill() {
        const current = session.dashboards.current
        bare = bare && current !== null
        if (current) {
            details.source = ""
            middle.setSource("qrc:/qt/qml/Hearth/Dashboard/DashboardPage.qml",
                { "dashboards": session.dashboards, "board": current })
            showingRooms = false
            return
        }
        if (!session.conversation) {
            middle.source = ""
            details.source = ""
            return
        }
        middle.setSource("qrc:/qt/qml/Hearth/Chat/Conversation.qml",
            { "session": session, "conversation": session.conversation })
        fillDetails()
        showingRooms = false
    }

    //! The thread that is open, else the people.
    function fillDetails() {
        if (session.thread)
            details.setSource("qrc:/qt/qml/Hearth/Chat/ThreadPanel.qml", { "conversation": session.thread })
        else if (session.conversation)
            details.setSource("qrc:/qt/qml/Hearth/Chat/MemberList.qml", { "conversation": session.conversation })
    }

    Component.onCompleted: fill()

    Connections {
        target: page.session

        function onThreadChanged() {
            page.fillDetails()
            if (!page.session.thread)
                page.conversation?.messages.forceActiveFocus()
        }

        function onConversationChanged() {
            page.fill()
        }
    }

    Connections {
        target: page.session.dashboards

        function onCurrentChanged() {
            page.fill()
        }
    }

    RoomList {
        id: rooms

        anchors.left: parent.left
        width: page.single ? page.width : folded ? Theme.roomsFolded : Theme.rooms
        height: parent.height
        visible: !page.bare && (!page.single || page.showingRooms || middle.item === null)
        session: page.session
        folded: page.settings.roomsFolded && !page.single
        onFoldRequested: page.settings.roomsFolded = !page.settings.roomsFolded
        onActivityRequested: activity.open()
        onFindRequested: switcher.open()
        onNewRoomRequested: newRoom.open()
        onNewDashboardRequested: newDashboard.open()
        onBrowseRequested: browse.open()
        onSettingsRequested: settingsSheet.open()
        onRoomOpened: page.showingRooms = false
    }

    Item {
        id: centre

        anchors.left: page.single || page.bare ? parent.left : rooms.right
        anchors.right: parent.right
        anchors.rightMargin: page.wide && page.detailsShown ? details.width : 0
        height: parent.height
        visible: !page.single || !rooms.visible

        Loader {
            id: middle

            anchors.fill: parent
            onLoaded: {
                const board = page.board
                if (board) {
                    board.single = Qt.binding(() => page.single)
                    board.linkText = Qt.binding(() => page.session.linkText)
                    board.offline = Qt.binding(() => page.session.link === SessionViewModel.Link.Offline)
                    board.retryRequested.connect(() => page.session.retryNow())
                    board.bare = Qt.binding(() => page.bare)
                    board.backRequested.connect(() => page.showingRooms = true)
                    board.bareRequested.connect(() => page.bare = true)
                    board.forceActiveFocus()
                    return
                }
                const item = page.conversation
                item.sendWithEnter = Qt.binding(() => page.settings.sendWithEnter)
                item.single = Qt.binding(() => page.single)
                item.detailsOpen = Qt.binding(() => page.detailsShown && page.thread === null)
                item.backRequested.connect(() => page.showingRooms = true)
                item.aboutRequested.connect(() => roomSheet.open())
                item.threadRequested.connect(messageId => page.session.openThread(messageId))
                item.searchRequested.connect(() => search.begin(false))
                item.detailsRequested.connect(() => page.settings.detailsOpen = !page.settings.detailsOpen)
                item.composer.input.forceActiveFocus()
            }
        }

        LinkLine {
            width: parent.width
            visible: middle.item === null && text !== ""
            session: page.session
        }

        EmptyRoom {
            anchors.fill: parent
            visible: middle.item === null
            glyph: "search"
            title: qsTr("Welcome to %1").arg(page.session.serverName)
            text: qsTr("Pick a room on the left, or press Ctrl-K to find a room or a person.")
            actionText: qsTr("Browse rooms")
            onAction: browse.open()
        }
    }

    Rectangle {
        anchors.fill: parent
        visible: page.detailsShown && !page.wide
        color: Theme.scrim

        TapHandler {
            onTapped: page.back()
        }
    }

    Loader {
        id: details

        anchors.right: parent.right
        width: page.single ? page.width : page.thread ? Theme.thread : Theme.details
        height: parent.height
        visible: page.detailsShown
        onLoaded: {
            if (page.thread) {
                page.thread.sendWithEnter = Qt.binding(() => page.settings.sendWithEnter)
                page.thread.closed.connect(() => page.session.closeThread())
                page.thread.composer.input.forceActiveFocus()
                return
            }
            const item = page.people
            item.closed.connect(() => page.settings.detailsOpen = false)
            item.addRequested.connect(() => addPeople.open())
            item.personChosen.connect(userId => page.session.openDirect(userId))
        }
    }

    //! What the switcher found that is the window's to do.
    Connections {
        target: page.session.switcher

        function onActivated(kind, itemId) {
            if (kind === "search")
                search.look(itemId)
            else if (kind === "command")
                page.command(itemId)
        }
    }

    ShellKeys {
        session: page.session
        covered: page.covered
        onFind: switcher.open()
        onSearch: everywhere => search.begin(everywhere)
        onBack: page.back()
        onHelp: keysSheet.open()
        onWrite: page.conversation?.composer.input.forceActiveFocus()
        onPins: page.conversation?.openPins()
        onPeople: if (page.conversation)
            page.settings.detailsOpen = !page.settings.detailsOpen
        onFold: page.settings.roomsFolded = !page.settings.roomsFolded
        onActivity: activity.open()
        onNewRoom: if (page.session.mayMake)
            newRoom.open()
        onNewDashboard: if (page.session.mayMake)
            newDashboard.open()
        onFullScreen: page.bare = !page.bare && page.board !== null
        onSettings: settingsSheet.open()
        onStepRoom: direction => rooms.step(direction)
    }

    Switcher {
        id: switcher

        session: page.session
    }
    NewRoomSheet {
        id: newRoom

        session: page.session
    }
    AddPeopleSheet {
        id: addPeople

        session: page.session
    }
    HooksSheet {
        id: hooks

        session: page.session
    }
    RoomSheet {
        id: roomSheet

        session: page.session
        onHooksRequested: hooks.open()
    }
    ActivitySheet {
        id: activity

        session: page.session
    }
    NewDashboardSheet {
        id: newDashboard

        dashboards: page.session.dashboards
    }
    SearchSheet {
        id: search

        session: page.session
    }
    BrowseSheet {
        id: browse

        session: page.session
    }
    SettingsSheet {
        id: settingsSheet

        session: page.session
        settings: page.settings
        onKeysRequested: {
            close()
            keysSheet.open()
        }
    }
    KeysSheet {
        id: keysSheet
    }
}
