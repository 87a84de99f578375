#!/usr/bin/env python3
"""The directions in which one folder may include another: a short list, so that the layering cannot rot."""
import pathlib
import re
import sys

# folder -> the folders whose headers it may include beside its own.
ALLOWED = {
    "shared/base": [],
    "shared/engineio": ["shared/base"],
    "shared/socketio": ["shared/base"],
    "shared/protocol": ["shared/base"],
    "shared/search": ["shared/base"],
    "server/series": ["shared/base"],
    "server/storage": ["shared/base", "shared/protocol", "shared/search", "server/series"],
    "server/auth": ["shared/base"],
    "server/files": ["shared/base"],
    "server/metrics": ["shared/base"],
    "server/redis": ["shared/base", "server/net"],
    "server/presence": ["shared/base", "shared/protocol", "server/net", "server/redis"],
    "server/broker": ["shared/base", "server/net", "server/redis"],
    "server/net": ["shared/base", "server/metrics"],
    "server/engine": ["shared/base", "shared/engineio", "server/net", "server/metrics"],
    "server/hub": ["shared/base", "shared/engineio", "shared/socketio", "server/engine", "server/net", "server/broker",
                   "server/metrics"],
    "server/cluster": ["shared/base", "shared/socketio", "server/hub", "server/net", "server/redis"],
    "server/features": ["shared", "server/hub", "server/net", "server/storage", "server/auth", "server/files",
                        "server/presence", "server/broker", "server/metrics", "server/series"],
    "server/config": ["shared/base"],
    "server/demo": ["shared", "server/storage", "server/auth", "server/config", "server/server"],
    "server/operator": ["shared", "server/storage", "server/auth", "server/config", "server/server", "server/demo"],
    "server/server": ["shared", "server"],
    "server": ["shared", "server"],
    "app/platform": ["shared/base"],
    "app/net": ["shared", "app/platform"],
    "app/outbox": ["shared"],
    "app/store": ["shared", "app/outbox"],
    "app/sync": ["shared", "app/platform", "app/net", "app/outbox", "app/store"],
    "app/live": ["shared", "app/net", "app/sync", "app/models"],
    "app/models": ["shared", "app/store", "app/outbox"],
    "app/viewmodels": ["shared", "app"],
    "app": ["shared", "app"],
    "qml": ["app"],
}
INCLUDE = re.compile(r'^\s*#include "([^"]+)"', re.M)
IMPORT = re.compile(r"^import Hearth\.(\w+)", re.M)
# module -> the modules it may import: the shell knows everybody, nobody knows the shell.
QML_ALLOWED = {
    "Theme": ["App"],
    "Controls": ["Theme"],
    "Login": ["Theme", "Controls", "App"],
    "Charts": ["Theme", "Controls", "App"],
    "Chat": ["Theme", "Controls", "App", "Charts"],
    "Dashboard": ["Theme", "Controls", "App", "Charts"],
    "Settings": ["Theme", "Controls", "App"],
    "Shell": ["Theme", "Controls", "App", "Login", "Chat", "Dashboard", "Settings"],
}


def folder_of(path):
    """The longest folder of ALLOWED that holds the path."""
    parts = path.split("/")[:-1]
    while parts and "/".join(parts) not in ALLOWED:
        parts.pop()
    return "/".join(parts)


def is_within(path, folder):
    return path == folder or path.startswith(folder + "/")


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    wrong = []
    for top in ("shared", "server", "app", "qml"):
        for file in sorted((root / top).rglob("*")):
            name = file.relative_to(root).as_posix()
            if file.suffix in (".h", ".cpp"):
                home = folder_of(name)
                for target in INCLUDE.findall(file.read_text()):
                    if "/" in target and not any(is_within(target, d) for d in ALLOWED[home] + [home]):
                        wrong.append(f"{name} includes {target}; {home} may not")
            elif file.suffix == ".qml":
                home = name.split("/")[1].capitalize()
                for module in IMPORT.findall(file.read_text()):
                    if module != home and module not in QML_ALLOWED[home]:
                        wrong.append(f"{name} imports Hearth.{module}; {home} may not")
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


sys.exit(main())
