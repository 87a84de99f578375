import QtQuick
import Hearth.Theme

//! Scrolls by the notch without a fling: Qt 6.4 throws a list far past what a wheel asked for.
WheelHandler {
    id: wheel

    required property Flickable flickable

    target: null
    acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
    onWheel: event => {
        by(event.pixelDelta.y !== 0 ? -event.pixelDelta.y : -event.angleDelta.y / 120 * Theme.bodyLine * 3)
        wheel.scrolled()
    }

    signal scrolled

    //! Down by so much, for keys as well; false where it does not go on.
    function by(pixels: real): bool {
        const top = flickable.originY
        const bottom = Math.max(top, top + flickable.contentHeight - flickable.height)
        const before = flickable.contentY
        flickable.contentY = Math.max(top, Math.min(bottom, before + pixels))
        return flickable.contentY !== before
    }
}
