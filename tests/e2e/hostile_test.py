#!/usr/bin/env python3
"""Hostile text in the real window: nothing that a peer wrote makes it connect anywhere, open a file or stand still.

A real hearthd holds people, rooms and messages of hostile/corpus.json. hearth-tour (the real window, walking by
itself) goes through all of it twice: under strace, for what it connects to and opens; and without, for its longest turn
of the event loop, since strace slows it down.
"""
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
LONGEST_TURN_MS = 100
# Of Unix sockets only the desktop's own: D-Bus, X11, Wayland, the name service's cache.
DESKTOP_SOCKET = re.compile(r"dbus|/bus\b|\.X11-unix|wayland|nscd|at-spi")


class Server:
    def __init__(self, program, folder):
        self.process = subprocess.Popen([program, "--data", folder, "--registration", "open", "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if match := re.match(r"listening on (\S+)", line):
                self.url = match[1]
                return
        sys.exit("hearthd did not start")

    def call(self, method, path, body, token=None):
        headers = {"Authorization": "Bearer " + token} if token else {}
        while True:
            request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers, method=method)
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                if error.code != 429:
                    raise RuntimeError(f"{path}: {error.code} {error.read()[:200]}") from error
                time.sleep(0.2)


def written(item, words):
    text = item["text"] * item.get("times", 1) + item.get("end", "")
    for key, value in words.items():
        text = text.replace("{" + key + "}", value)
    return text.encode()[:16384].decode(errors="ignore")


def fill(server, corpus, words):
    """Makes people, rooms and messages; the ticket of the one who will look, and how many messages there are."""
    def person(number, shown):
        return server.call("POST", "/api/register", {"username": f"p{number}", "password": "hostile text",
                                                     "displayName": written({"text": shown}, words)[:128]})
    people = [person(i, name) for i, name in enumerate(corpus["names"])]
    victim = server.call("POST", "/api/register", {"username": "victim", "password": "hostile text"})
    members = [each["user"]["id"] for each in people] + [victim["user"]["id"]]
    count = 0
    for room in corpus["rooms"]:
        made = server.call("POST", "/api/rooms", {
            "name": written({"text": room["name"]}, words)[:80], "topic": written({"text": room["topic"]}, words)[:250],
            "members": members[1:]}, people[0]["token"])["room"]
        for number, item in enumerate(corpus["messages"]):
            text = f"An ordinary sentence, number {number}." if room.get("ordinary") else written(item, words)
            server.call("POST", f"/api/rooms/{made['id']}/messages", {"content": text},
                        people[number % len(people)]["token"])
            count += 1
    return victim, count


def strangers(trace, port, canary):
    """The lines of the trace that connect elsewhere, send elsewhere, or name what a message named."""
    wrong = []
    for line in trace.splitlines():
        if canary in line and re.search(r"\b(open|openat|openat2|stat|statx|newfstatat|access|readlink|connect)\(", line):
            wrong.append(line)
        elif re.search(r"\b(connect|sendto|sendmsg|sendmmsg)\(.*sa_family=AF_INET6?\b", line):
            if f"sin_port=htons({port})" not in line or '"127.0.0.1"' not in line:
                wrong.append(line)
        elif (match := re.search(r'sa_family=AF_UNIX, sun_path=@?"([^"]+)"', line)) and "connect(" in line:
            if not DESKTOP_SOCKET.search(match[1]):
                wrong.append(line)
    return wrong


def tour(program, server, ticket, folder, failures, wrap=()):
    """What was walked through, as (what, ms, name); that the window did not come to the end is a failure."""
    environment = {key: value for key, value in os.environ.items() if not key.endswith("_proxy")}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run([*wrap, program, "--sign-in", server.url, "--ticket-file", ticket, "--data", folder],
                          env=environment, capture_output=True, text=True, timeout=150, check=False)
    if done.returncode:
        failures.append(f"the tour ended with {done.returncode}: {done.stderr[-2000:]}")
    return [(what, int(ms), room) for what, ms, room in
            (line.split(" ", 2) for line in done.stdout.splitlines() if re.match(r"(open|scroll|show) \d+ ", line))]


def quickest_turns(program, server, ticket, folder, failures):
    """As tour(); each turn at its quickest of up to three tours, since a busy machine makes one dearer, never cheaper."""
    quickest = {}
    for number in range(3):
        # The first showing of the finder warms up.
        for what, ms, room in tour(program, server, ticket, f"{folder}/timed-{number}", failures)[1:]:
            quickest[what, room] = min(ms, quickest.get((what, room), ms))
        if max(quickest.values(), default=0) <= LONGEST_TURN_MS:
            break
    return [(what, ms, room) for (what, room), ms in quickest.items()]


def main():
    corpus = json.loads((HERE / "hostile" / "corpus.json").read_text())
    with tempfile.TemporaryDirectory(prefix="hearth-hostile-") as folder, socket.create_server(("127.0.0.1", 0)) as trap:
        canary = f"hearth-canary-{os.getpid()}"
        host = f"127.0.0.1:{trap.getsockname()[1]}"
        pathlib.Path(folder, canary).write_text("nobody may read this")
        words = {"web": "http://" + host, "host": host, "file": f"{folder}/{canary}", "long": "x" * 16000,
                 "lines": "x\n" * 8000}
        server = Server(sys.argv[1], folder + "/server")
        try:
            victim, count = fill(server, corpus, words)
            ticket = pathlib.Path(folder, "ticket.json")
            ticket.write_text(json.dumps(victim))
            trace = pathlib.Path(folder, "trace")
            failures = []
            tour(sys.argv[2], server, ticket, folder + "/traced", failures,
                 ("strace", "-f", "-s", "512", "-e", "trace=%network,%file", "-o", trace))
            turns = quickest_turns(sys.argv[2], server, ticket, folder, failures)
        finally:
            server.process.terminate()
            server.process.wait()
        port = server.url.rsplit(":", 1)[1].strip("/")
        seen = trace.read_text(errors="replace")
        failures += [f"touched: {line}" for line in strangers(seen, port, canary)[:20]]
        trap.settimeout(0.1)
        try:
            trap.accept()
            failures.append("somebody came to the address that the messages name")
        except TimeoutError:
            pass
        if f"htons({port})" not in seen:
            failures.append("the trace does not even show the connection to hearthd")
        for what, ms, room in turns:
            print(f"{what:6} {ms:4} ms  {room[:60]!r}")
            if ms > LONGEST_TURN_MS:
                failures.append(f"{what} {room[:60]!r} stood still for {ms} ms")
        if len(turns) != 2 * len(corpus["rooms"]) + 1:
            failures.append("the tour did not come round")
        print(f"{count} messages, {len(seen.splitlines())} traced calls")
        print("\n".join(failures))
        return 1 if failures else 0


sys.exit(main())
