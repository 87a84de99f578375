"""From start to ready, and memory at rest: hearthd beside Prosody and Mumble's server."""
import shutil
import sys
import time

import machine
import table

REST = 5

# What Debian's own configuration enables, and rooms with their history, without TLS and other servers.
PROSODY = """
pidfile = "{folder}/prosody.pid"
data_path = "{folder}/data"
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
modules_enabled = {{ "disco", "roster", "saslauth", "tls", "blocklist", "bookmarks", "carbons", "limits", "pep",
  "private", "smacks", "vcard4", "vcard_legacy", "csi_simple", "invites", "ping", "register", "time", "uptime",
  "version", "mam" }}
modules_disabled = {{ "s2s" }}
authentication = "internal_hashed"
storage = "internal"
log = {{ warn = "{folder}/prosody.log" }}
VirtualHost "localhost"
Component "rooms.localhost" "muc"
  modules_enabled = {{ "muc_mam" }}
"""

MUMBLE = """
database={folder}/mumble.sqlite
host=127.0.0.1
port={port}
bonjour=false
logfile=
pidfile=
"""


def hearthd(folder, port):
    return [machine.BIN / "hearthd", "--data", folder / "data", "--listen", f"127.0.0.1:{port}"]


def prosody(folder, port):
    machine.make_folder(folder / "data")
    (folder / "prosody.cfg.lua").write_text(PROSODY.format(folder=folder, port=port))
    return ["prosody", "-F", "--config", folder / "prosody.cfg.lua"]


def mumble(folder, port):
    (folder / "mumble.ini").write_text(MUMBLE.format(folder=folder, port=port))
    return ["/usr/sbin/murmurd", "-fg", "-ini", folder / "mumble.ini"]


SERVERS = {"hearthd": (hearthd, None), "Prosody": (prosody, "prosody"), "Mumble server": (mumble, "/usr/sbin/murmurd")}


def start(name, folder):
    """The running server and the seconds until it was ready: until its port accepts; for hearthd until it has said
    `listening on`, which is later."""
    port = machine.free_port()
    command = SERVERS[name][0](folder, port)
    log = folder / "output"
    log.write_bytes(b"")
    began = time.perf_counter()
    process = machine.start(command, log)
    ready = (lambda: b"listening on" in log.read_bytes()) if name == "hearthd" else (lambda: machine.accepts(port))
    machine.wait_until(ready, process)
    return process, time.perf_counter() - began


def run(folder, passes):
    names = [name for name, (_, program) in SERVERS.items() if not program or shutil.which(program)]
    results = {name: {"ready, s": [], "memory, MiB": []} for name in names}
    for each in range(passes + 1):
        for name in names:
            place = machine.make_folder(folder / name.replace(" ", "-"))
            process, seconds = start(name, place)
            if each > 0:  # the first makes the data, keys and certificates
                time.sleep(REST)
                results[name]["ready, s"].append(seconds)
                results[name]["memory, MiB"].append(machine.memory(process))
            machine.stop(process)
        print(f"servers: pass {each} of {passes}", file=sys.stderr)
    table.compare(
        "Servers: start and memory",
        f"{passes} passes after one that made the data. Ready: from exec until the port accepts; for hearthd until it has "
        f"said `listening on`, which is later. Memory: PSS of the whole process tree after {REST} s at rest, nobody "
        "connected.",
        {"ready, s": 3, "memory, MiB": 1}, results, "hearthd")
