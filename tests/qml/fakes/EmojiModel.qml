import Hearth.App

FakeList {
    property string query: ""
    readonly property var all: [["thumbsup", "👍"], ["heart", "❤️"], ["joy", "😂"], ["tada", "🎉"], ["eyes", "👀"], ["pray", "🙏"],
        ["fire", "🔥"], ["check", "✅"], ["smile", "😄"], ["grin", "😁"], ["rofl", "🤣"], ["wave", "👋"], ["wrench", "🔧"],
        ["ship", "🚢"], ["anchor", "⚓"], ["coffee", "☕"], ["warning", "⚠️"], ["gear", "⚙️"], ["bulb", "💡"], ["rocket", "🚀"]]

    rows: all.filter(each => each[0].includes(query)).map(each => ({ name: each[0], picture: each[1] }))
}
