"""A virtual screen whose pixels are read straight from its memory, so that looking at it costs the programs nothing."""
import mmap
import os
import struct
import subprocess
import time
from collections import Counter

import machine

WIDTH, HEIGHT = 1280, 800
EVERY_LINE = 16  # of the screen's lines so many suffice
EVERY_S = 0.004
XWD_HEADER = struct.Struct(">25I")  # X11/XWDFile.h


class Screen:
    """Xvfb, a window manager and a bus of its own. `environment` is for the programs."""

    def __init__(self, folder):
        self.folder = folder
        read, write = os.pipe()
        self.server = machine.start(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder, "-nolisten",
             "tcp", "-noreset", "-ac"], folder / "xvfb.log", pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as numbers:
            display = ":" + numbers.readline().strip()
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True, process_group=0,
                               env={**os.environ, "DISPLAY": display}, **machine.USER)
        machine.running.append(bus)
        self.environment = {**os.environ, "DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
                            "XDG_SESSION_TYPE": "x11", "LANG": "C.UTF-8"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.others = [bus, machine.start(["openbox"], folder / "openbox.log", env=self.environment)]
        with open(folder / "Xvfb_screen0", "rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = XWD_HEADER.unpack_from(self.memory)
        self.line, colours = header[12], header[19]
        self.start = header[0] + 12 * colours
        time.sleep(1)  # the window manager settles

    def close(self):
        for process in [*self.others, self.server]:
            machine.stop(process)
        self.memory.close()

    def lines(self):
        return b"".join(self.memory[self.start + y * self.line:self.start + y * self.line + 4 * WIDTH]
                        for y in range(0, HEIGHT, EVERY_LINE))

    def watch(self, seconds, began):
        """Each picture that was different from the one before: [(seconds since `began`, pixels)]."""
        pictures = [(0, self.lines())]
        while (now := time.perf_counter() - began) < seconds:
            picture = self.lines()
            if picture != pictures[-1][1]:
                pictures.append((now, picture))
            time.sleep(EVERY_S)
        return pictures


def times(pictures):
    """When the window came, and when it showed what it was to show.

    Window: the first picture of which 1 % is not the empty screen. Painted: the first that has nine tenths of the last
    one's content in place; content is what the program drew (not the empty screen) in other than its commonest colour.
    Nine tenths, for a caret blinks and a spinner turns.
    """
    empty, last = (memoryview(pictures[at][1]).cast("I") for at in (0, -1))
    drawn = [at for at, (a, b) in enumerate(zip(empty, last)) if a != b]
    if not drawn:
        return None, None
    ground = Counter(last[at] for at in drawn).most_common(1)[0][0]
    content = [at for at in drawn if last[at] != ground]
    window = painted = None
    for when, picture in pictures[1:]:
        pixels = memoryview(picture).cast("I")
        if window is None and sum(a != b for a, b in zip(pixels, empty)) > len(empty) / 100:
            window = when
        if sum(pixels[at] == last[at] for at in content) >= 0.9 * len(content):
            painted = when
            break
    return window, painted
