.pragma library

//! The first item below this one, in the order of the tree, of which `what` is true; null where there is none.
function find(item, what) {
    for (let i = 0; i < item.children.length; ++i) {
        const found = what(item.children[i]) ? item.children[i] : find(item.children[i], what)
        if (found)
            return found
    }
    return null
}

//! What is in sight and says this.
function named(item, text) {
    return find(item, each => each.visible && each.text === text)
}
