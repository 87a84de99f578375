"""What a fan-out costs a server: hearthd beside npm's socket.io, by tests/bench/fanout."""
import pathlib
import subprocess
import sys

import machine

SCRIPT = pathlib.Path(__file__).resolve().parent.parent.parent / "tests" / "bench" / "fanout" / "run.mjs"


def run(_, passes):
    print("\n### Fan-out\n\nProcessor time of the server alone, on a core that the load is kept off; × is how many times "
          "socket.io's capacity each one has (of a cost or a latency: how many times socket.io's it is).\n\n```")
    sys.stdout.flush()
    subprocess.run(["node", SCRIPT, machine.BIN / "hearthd", machine.BIN / "hearth-bench", machine.BUILD / "bench.json",
                    "--passes", str(passes), "--floor", machine.BIN / "hearth-bench-floor"], check=True)
    print("```")
