"""From start to a painted window, memory and idle processor time: hearth beside the desktop clients of Debian."""
import shutil
import sys
import time

import machine
import screen
import store
import table

# The program's name in the table -> its command. The peers show their first, empty screen: nobody is signed in.
PEERS = {"Dino": "dino-im", "Nheko": "nheko", "Telegram": "telegram-desktop", "Gajim": "gajim",
         "Quassel client": "quasselclient", "NeoChat": "neochat"}
WATCH = 8  # seconds in which a window is to come to rest
SETTLE = 10
IDLE = 30


def start(name, command, folder, view):
    """The running program and when it was started, by the performance and by the wall clock."""
    home = machine.make_folder(folder / name.replace(" ", "-"))
    environment = {**view.environment, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    for each in ("CONFIG", "DATA", "CACHE", "STATE"):
        environment[f"XDG_{each}_HOME"] = str(home / each.lower())
    if name != "hearth":  # which finds out by itself that there is no graphics card
        environment["QT_QUICK_BACKEND"] = "software"
    began, wall = time.perf_counter(), time.time()
    with open(home / "said", "wb") as said:
        return machine.start(command, home / "log", env=environment, stdout=said), began, wall


def measure(name, command, folder, view):
    """One start: {measure: value}; what it never did is missing."""
    process, began, wall = start(name, command, folder, view)
    window, painted = screen.times(view.watch(WATCH, began))
    found = {"window, s": window, "painted, s": painted}
    said = folder / name.replace(" ", "-") / "said"
    if name == "hearth" and b"history painted" in said.read_bytes():
        found["history, s"] = said.stat().st_mtime - wall
    time.sleep(max(0, began + SETTLE - time.perf_counter()))
    found["memory, MiB"] = machine.memory(process)
    if process.poll() is not None:
        print(f"{name} ended by itself with {process.returncode}", file=sys.stderr)
        found = {}
    machine.stop(process)
    return {measure: value for measure, value in found.items() if value is not None}


def prepare(folder, view):
    """A server, and each program's command; hearth's has a long history in its store."""
    server, hearth = store.fill(folder, lambda command: measure("hearth", command, folder, view))
    return server, {"hearth": hearth, **{name: [program] for name, program in PEERS.items() if shutil.which(program)}}


def run(folder, passes):
    view = screen.Screen(folder)
    server, commands = prepare(folder, view)
    measures = {"window, s": 2, "painted, s": 2, "history, s": 2, "memory, MiB": 0}
    results = {name: {each: [] for each in measures} for name in commands}
    for each in range(passes + 1):
        for name, command in commands.items():
            found = measure(name, command, folder, view)
            for measured, value in found.items() if each > 0 else []:  # the first start makes caches and settings
                results[name][measured].append(value)
        print(f"desktop: pass {each} of {passes}", file=sys.stderr)
    history = results["hearth"].pop("history, s")
    measures.pop("history, s")
    server.stop()
    view.close()
    table.compare(
        "Desktop: start and memory",
        f"{passes} passes after one that warmed up, on a virtual screen of {screen.WIDTH} × {screen.HEIGHT} without a graphics card. hearth "
        f"opens a room with {store.MESSAGES:,} messages in its own store, signed in to a server; the peers open their "
        "first, empty screen. Window: from exec until the window covers pixels. Painted: until nine tenths of what the "
        f"window will have drawn after {WATCH} s are in place; hearth is online by then. Memory: PSS of the whole process "
        f"tree after {SETTLE} s. hearth itself says that the first frame with messages has been shown after "
        f"**{table.spread(history, 2)} s**.",
        measures, results, "hearth")


def run_idle(folder, _):
    view = screen.Screen(folder)
    server, commands = prepare(folder, view)
    rows = []
    for name, command in commands.items():
        process, *_ = start(name, command, folder, view)
        time.sleep(SETTLE)
        before = machine.processor_ms(process)
        time.sleep(IDLE)
        rows.append([name, f"{machine.processor_ms(process) - before:.0f}", f"{machine.memory(process):.0f}"])
        machine.stop(process)
        print(f"idle: {name}", file=sys.stderr)
    server.stop()
    view.close()
    table.write("Desktop: at rest",
                f"Once, the window in front and nobody touching it: processor time within {IDLE} s, from {SETTLE} s after "
                "the start, of all threads; and memory at the end.",
                ["", f"CPU ms in {IDLE} s", "memory, MiB"], rows)
