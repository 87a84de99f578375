"""Several servers of one team beside one alone and beside npm's socket.io on Redis, by tests/bench/cluster."""
import pathlib
import subprocess
import sys

import machine

TESTS = pathlib.Path(__file__).resolve().parent.parent.parent / "tests"


def run(_, passes):
    print("\n### Several servers\n\n```")
    sys.stdout.flush()
    subprocess.run(["node", TESTS / "bench" / "cluster" / "run.mjs", machine.BIN / "hearthd", machine.BIN / "hearth-bench",
                    machine.BUILD / "bench-cluster.json", "--passes", str(passes)], check=True)
    print("```")
