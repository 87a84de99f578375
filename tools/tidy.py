#!/usr/bin/env python3
"""clang-tidy over the sources of build/dev; a file that passed is skipped until it or a header changes."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
build = root / "build" / "dev"
cache = build / "tidy"
cache.mkdir(exist_ok=True)


def sources():
    """Our own sources; writes the compile commands that clang can follow beside the marks."""
    commands, names = [], set()
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        if name.split("/")[0] not in ("shared", "server", "app"):
            continue
        names.add(name)
        # GCC's precompiled header means nothing to clang: it reads the plain one.
        entry["command"] = re.sub(r"-include \S+cmake_pch\.hxx", f"-include {root}/cmake/precompiled.h",
                                  entry["command"]).replace("-fpch-preprocess", "").replace("-Winvalid-pch", "")
        commands.append(entry)
    (cache / "compile_commands.json").write_text(json.dumps(commands))
    return sorted(names)


def headers_digest():
    digest = hashlib.sha256((root / ".clang-tidy").read_bytes())
    for top in ("shared", "server", "app"):
        for header in sorted((root / top).rglob("*.h")):
            digest.update(header.read_bytes())
    return digest.hexdigest()


def tidy(name, headers):
    mark = cache / hashlib.sha256((name + headers).encode() + (root / name).read_bytes()).hexdigest()
    if mark.exists():
        return ""
    run = subprocess.run(["clang-tidy", "--quiet", "-p", str(cache), "--extra-arg=-Wno-unknown-warning-option",
                          "--extra-arg=-Wno-ignored-optimization-argument", str(root / name)],
                         capture_output=True, text=True)
    if run.returncode == 0:
        mark.touch()
        return ""
    return run.stdout + run.stderr


def main():
    headers = headers_digest()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = [text for text in pool.map(lambda name: tidy(name, headers), sources()) if text]
    print("\n".join(complaints), end="\n" if complaints else "")
    return 1 if complaints else 0


sys.exit(main())
