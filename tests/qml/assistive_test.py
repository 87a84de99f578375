#!/usr/bin/python3
"""The real window as a screen reader finds it: through AT-SPI, from the outside, with nothing but the keyboard.

Runs in a session bus of its own (dbus-run-session) and brings its own X server and a real hearthd. Somebody signs in by
Tab and Enter, finds the rooms and the messages by name and role, writes, and hears once what the other writes.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 20


def call(url, path, body, token=None):
    request = urllib.request.Request(url + path, body and json.dumps(body).encode(),
                                     {"Authorization": f"Bearer {token}"} if token else {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def turn():
    """What D-Bus brought; and a moment for the others."""
    while GLib.MainContext.default().iteration(False):
        pass
    time.sleep(0.02)


def wait_for(what, condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if found := condition():
                return found
        except GLib.Error:
            pass  # an item that went while it was looked at
        turn()
    sys.exit(f"FAILED: {what}\n" + "\n".join(tree(window())))


def children(node):
    for index in range(node.get_child_count()):
        if child := node.get_child_at_index(index):
            yield child


def walk(node, depth=0):
    yield node, depth
    for child in children(node):
        yield from walk(child, depth + 1)


def tree(node):
    return [f"{'  ' * depth}{each.get_role_name()}: {each.get_name()!r}" for each, depth in walk(node)] if node else []


def window():
    for app in children(Atspi.get_desktop(0)):
        if app.get_name() in ("hearth", "Hearth"):
            return app
    return None


def find(role, name):
    """The shown thing of this role whose name is or matches `name`."""
    app = window()
    for node, _ in walk(app) if app else ():
        if node.get_role_name() == role and re.fullmatch(name, node.get_name() or "", re.DOTALL) \
                and node.get_state_set().contains(Atspi.StateType.SHOWING):
            return node
    return None


def is_focused(role, name):
    node = find(role, name)
    return node and node.get_state_set().contains(Atspi.StateType.FOCUSED)


def write(text):
    for letter in text:
        Atspi.generate_keyboard_event(ord(letter), None, Atspi.KeySynthType.SYM)
        turn()


def press(keysym):
    Atspi.generate_keyboard_event(keysym, None, Atspi.KeySynthType.SYM)
    turn()


TAB, ENTER = 0xFF09, 0xFF0D


def sign_in(url):
    wait_for("the address has the focus", lambda: is_focused("text", "Server"))
    wait_for("a field for the name", lambda: find("text", "Name"))
    wait_for("a field for the password", lambda: find("password text", "Password"))
    wait_for("a button to sign in", lambda: find("push button", "Sign in"))
    write(url)
    press(TAB)
    wait_for("Tab goes to the name", lambda: is_focused("text", "Name"))
    write("anna")
    press(TAB)
    wait_for("Tab goes to the password", lambda: is_focused("password text", "Password"))
    write("long password")
    press(ENTER)


def talk(server, ben, room, heard):
    wait_for("the rooms", lambda: find("list", "Rooms"))
    wait_for("the room by its name", lambda: find("list item", "Workshop.*"))
    wait_for("the message by its text", lambda: find("list item", "Ben K., .*: The kiln is at 900."))
    wait_for("the composer has the focus", lambda: is_focused("text", "Message to Workshop"))
    write("good morning")
    press(ENTER)
    said = wait_for("what was written arrives", lambda: [
        each for each in call(server, f"/api/rooms/{room}/messages", None, ben["token"])["messages"]
        if each["content"] == "good morning"])
    assert len(said) == 1, said
    wait_for("what was written is shown", lambda: find("list item", "anna, .*: good morning"))
    heard.clear()
    for text in ("Tea is ready.", "And cake."):
        call(server, f"/api/rooms/{room}/messages", {"content": text}, ben["token"])
        wait_for(f"{text} is announced", lambda text=text: f"Ben K.: {text}" in heard)
    call(server, f"/api/rooms/{room}/messages", {"content": "last"}, ben["token"])
    wait_for("the last is announced", lambda: "Ben K.: last" in heard)
    if heard != ["Ben K.: Tea is ready.", "Ben K.: And cake.", "Ben K.: last"]:
        sys.exit(f"FAILED: announced {heard}")


def main():
    heard = []

    def hear(event):
        try:
            if event.detail1 and event.source.get_role() == Atspi.Role.NOTIFICATION:
                heard.append(event.source.get_name())
        except GLib.Error:
            pass  # it went already
    listener = Atspi.EventListener.new(hear)
    started = []
    with tempfile.TemporaryDirectory(prefix="hearth-assistive-") as folder:
        try:
            # A screen of its own, whose number the server picks, and who gives new windows the focus.
            xvfb = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24"], stdout=subprocess.PIPE,
                                    stderr=subprocess.DEVNULL, text=True)
            started.append(xvfb)
            os.environ["DISPLAY"] = ":" + xvfb.stdout.readline().strip()
            # For the registry of AT-SPI, which D-Bus starts and which presses the keys.
            subprocess.run(["dbus-update-activation-environment", "DISPLAY"], check=True)
            started.append(subprocess.Popen(["openbox", "--sm-disable"], stderr=subprocess.DEVNULL))
            hearthd = subprocess.Popen([sys.argv[1], "--data", folder + "/server", "--registration", "open", "--listen",
                                        "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            started.append(hearthd)
            server = next(match[1] for line in hearthd.stdout if (match := re.match(r"listening on (\S+)", line)))
            ben = call(server, "/api/register", {"username": "ben", "password": "long password", "displayName": "Ben K."})
            anna = call(server, "/api/register", {"username": "anna", "password": "long password"})
            room = call(server, "/api/rooms", {"name": "Workshop", "members": [anna["user"]["id"]]}, ben["token"])["room"]["id"]
            call(server, f"/api/rooms/{room}/messages", {"content": "The kiln is at 900."}, ben["token"])

            environment = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
            environment |= {"QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software",
                            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
            Atspi.init()
            listener.register("object:state-changed:showing")
            started.append(subprocess.Popen([sys.argv[2], "--data", folder + "/app"], env=environment))
            sign_in(server)
            talk(server, ben, room, heard)
            print(f"heard: {heard}")
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait()


main()
