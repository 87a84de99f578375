"""What it costs to observe as it happens what /metrics tells: a fan-out with it and without, in turns."""
import json
import statistics
import subprocess
import sys

import chat
import machine
import table

LIFTED = [part for limit in ("connections-per-user", "unauthenticated-per-address") for part in (f"--limits-{limit}", "0")]
SECONDS = 4
LOADS = {"one room of 1,000, 10 messages under way": ["--outstanding", "10"],
         "one room of 1,000, one message at a time": ["--outstanding", "1"]}


def measure(server, arguments):
    command = [machine.BIN / "hearth-bench", "--port", str(server.port), "--pid", str(server.server.pid), "--token",
               server.tokens[0], "--rooms", server.room, "--members", "1000", "--seconds", str(SECONDS), *arguments]
    figures = json.loads(subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE).stdout)
    return figures["cpuSeconds"] / figures["deliveries"] * 1e6


def run(folder, passes):
    servers = {}
    for observes in ("on", "off"):
        servers[observes] = chat.Chat(machine.make_folder(folder / observes), 1, [*LIFTED, "--metrics", observes])
    rows = []
    for name, arguments in LOADS.items():
        costs = {"on": [], "off": []}
        for each in range(passes):
            # Who goes first takes turns, too.
            for observes in sorted(costs, reverse=each % 2 == 0):
                costs[observes].append(measure(servers[observes], arguments))
            print(f"counting: {name}: pass {each + 1} of {passes}", file=sys.stderr)
        ratios = [on / off for on, off in zip(costs["on"], costs["off"])]
        rows.append([name, table.spread(costs["on"], 2), table.spread(costs["off"], 2),
                     f"{(statistics.median(ratios) - 1) * 100:+.1f} %", f"{(min(ratios) - 1) * 100:+.1f} to "
                     f"{(max(ratios) - 1) * 100:+.1f} %"])
    for server in servers.values():
        server.stop()
    table.write("What counting costs", f"{passes} pairs of passes of {SECONDS} s, on two servers in turns: `--metrics on` "
                "observes latencies as they happen, `--metrics off` does not. The server's processor time for a delivery.",
                ["load", "on, µs", "off, µs", "on costs more", "of the pairs"], rows)
