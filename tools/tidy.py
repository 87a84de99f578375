#!/usr/bin/env python3
"""clang-tidy over shared/, server/ and app/, as build/dev compiles them.

Nearly all the time of clang-tidy goes into the headers of Qt and the standard library, so some sources of a target are
read as one unit. A unit that passed is skipped until one of its sources changes, or a header of ours they include.
"""
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "dev"
CACHE = BUILD / "tidy"
# Larger units are quicker over the whole tree, smaller ones after an edit.
UNIT = 16
INCLUDE = re.compile(r'^\s*#include "([^"]+)"', re.M)
USING = re.compile(r"^\s*using (?:\w+::)+(\w+);", re.M)


def flags_of(command):
    """The compiler's flags without the source; clang reads the plain header that GCC has precompiled."""
    flags = shlex.split(command.split(" -o ")[0])[1:]
    plain = [str(ROOT / "cmake/precompiled.h") if flag.endswith("/cmake_pch.hxx") else flag for flag in flags
             if flag not in ("-fpch-preprocess", "-Winvalid-pch")]
    # Warnings are the compiler's work; here they would be those of a unit, which no compiler sees.
    return (*plain, "-w")


def units():
    """[(flags, [source…])…], the largest first, so that the last to end is a small one."""
    targets, seen = {}, set()
    for entry in json.loads((BUILD / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""
        if name.split("/")[0] in ("shared", "server", "app") and name not in seen:
            seen.add(name)
            targets.setdefault(flags_of(entry["command"]), []).append(name)
    found = []
    for flags, names in targets.items():
        count = -(-len(names) // UNIT)
        found += [(flags, names[len(names) * i // count:len(names) * (i + 1) // count]) for i in range(count)]
    return sorted(found, key=lambda unit: -len(unit[1]))


@functools.cache
def included(name):
    return [each for each in INCLUDE.findall((ROOT / name).read_text()) if (ROOT / each).is_file()]


def mark_of(flags, names):
    """The file that exists once the unit has passed: its name is a digest of all that clang-tidy reads of ours."""
    digest = hashlib.sha256(repr((tool(), flags, names)).encode())
    todo, read = list(names), set()
    while todo:
        name = todo.pop()
        if name not in read:
            read.add(name)
            todo += included(name)
    for name in sorted(read | {".clang-tidy", "cmake/precompiled.h"}):
        digest.update(name.encode() + (ROOT / name).read_bytes())
    return CACHE / digest.hexdigest()


@functools.cache
def tool():
    return subprocess.run(["clang-tidy", "--version"], capture_output=True, text=True, check=True).stdout


def tidy(flags, names):
    """What clang-tidy has to say of the sources, "" when they pass."""
    mark = mark_of(flags, names)
    if mark.exists():
        return ""
    unit = mark.with_suffix(".cpp")
    unit.write_text("".join(f'#include "{name}" // NOLINT(bugprone-suspicious-include)\n' for name in names))
    run = subprocess.run(["clang-tidy", "--quiet", str(unit), "--", *flags], capture_output=True, text=True)
    unit.unlink()
    # Sources that share a private name cannot share a unit: the later one, which is blamed, is read in another. The
    # first has none before it, so what is said of it is true.
    errors = re.findall(r"^(\S+):\d+:\d+: error: .*\[clang-diagnostic-error\]$", run.stdout, re.M)
    apart = [name for name in names[1:] if str(ROOT / name) in errors]
    if apart:
        complaints = tidy(flags, [name for name in names if name not in apart]) + tidy(flags, apart)
    else:
        complaints = (run.stdout or run.stderr) if run.returncode else ""
    if not complaints:
        mark.touch()
    return complaints


def unused_usings(name):
    """Instead of misc-unused-using-decls, which passes over what a unit includes."""
    text = (ROOT / name).read_text()
    return [f"{ROOT / name}: error: nothing uses `using …::{each};`" for each in USING.findall(text)
            if not re.search(rf"(?<!::)\b{each}\b", text)]


def main():
    CACHE.mkdir(exist_ok=True)
    found = units()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = [text for text in pool.map(lambda unit: tidy(*unit), found) if text]
    complaints += [text for _, names in found for name in names for text in unused_usings(name)]
    print("\n".join(complaints), end="\n" if complaints else "")
    return 1 if complaints else 0


sys.exit(main())
