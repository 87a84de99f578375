import QtQuick
import Hearth.App

QtObject {
    enum Link {
        Live,
        Working,
        Offline
    }
    enum Status {
        Online,
        Away,
        Busy,
        Gone
    }

    property string userId: "u1"
    property string username: "mira"
    property string serverName: "Werkstatt Nord"
    property FakeList rooms: FakeList {}
    property FakeList publicRooms: FakeList {}
    property PeopleModel people: PeopleModel {}
    property InviteViewModel invite: InviteViewModel {}
    property InvitesModel invites: InvitesModel {}
    property ProfileViewModel profile: ProfileViewModel {}
    property DevicesModel devices: DevicesModel {}
    property TeamModel team: TeamModel {}
    property AuditModel audit: AuditModel {}
    property bool managesServer: false
    property bool mayMake: true
    property NotificationsViewModel notifications: NotificationsViewModel {}
    property SearchViewModel search: SearchViewModel {}
    property DashboardsViewModel dashboards: DashboardsViewModel {}
    property FakeSwitcher switcher: FakeSwitcher {}
    property ConversationViewModel conversation: null
    property ConversationViewModel thread: null
    property int link: SessionViewModel.Link.Live
    property string linkText: ""
    property int waitingCount: 0
    property int ownStatus: 0
    property string errorText: ""
    property var calls: []

    function note(what: string) {
        calls = calls.concat([what])
    }

    function openRoom(id: string) {
        note("openRoom " + id)
    }

    function openThread(id: string) {
        note("openThread " + id)
    }

    function closeThread() {
        note("closeThread")
        thread = null
    }

    function openDirect(id: string) {
        note("openDirect " + id)
    }

    function createRoom(name: string, topic: string, isPrivate: bool) {
        note("createRoom " + name)
    }

    function joinRoom(id: string) {
        note("joinRoom " + id)
    }

    function inviteChosen() {
        note("inviteChosen " + people.chosenText)
    }

    function retryNow() {
        note("retryNow")
    }

    function signOut() {
        note("signOut")
    }

    function nextUnread(direction: int) {
        note("nextUnread " + direction)
    }
}
