"""What everyday questions cost hearthd on a large history, by tests/bench/people."""
import pathlib
import subprocess
import sys

import machine

SCRIPT = pathlib.Path(__file__).resolve().parent.parent.parent / "tests" / "bench" / "people" / "run.mjs"


def run(_, __):
    print("\n### Rooms, search, unread\n\nThe server and the one who asks share the machine; the time is the asker's.\n")
    sys.stdout.flush()
    subprocess.run(["node", SCRIPT, machine.BIN / "hearthd", machine.BIN / "hearth-bench-search"], check=True)
