"""Readers of live channels: Server-Sent Events beside the same by `subscribe` on WebSockets."""
import json
import statistics
import subprocess
import sys

import chat
import machine
import table

LIFTED = [f"--limits-{limit}" for limit in ("channel-values-per-second", "channels-per-user", "event-streams-per-user",
                                            "connections-per-user", "unauthenticated-per-address")]
SECONDS = 8
# name -> what hearth-bench-streams is told. Each reader hears its channels on one stream.
LOADS = {
    "1,000 readers, 1 channel each of 100": ["--each", "1"],
    "1,000 readers, 10 channels each of 100": ["--each", "10"],
    "the same, and 10 that do not read": ["--each", "10", "--stalled", "10", "--seconds", "14"],
}
KINDS = {"stream": "Server-Sent Events", "socket": "WebSocket"}


def measure(server, arguments):
    command = [machine.BIN / "hearth-bench-streams", "--port", str(server.port), "--pid", str(server.server.pid),
               "--token", server.tokens[0], "--seconds", str(SECONDS), *arguments]
    return json.loads(subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE).stdout)


def run(folder, passes):
    server = chat.Chat(folder, 1, [part for limit in LIFTED for part in (limit, "0")])
    results = {(name, kind): [] for name in LOADS for kind in KINDS if kind == "stream" or "--stalled" not in LOADS[name]}
    idle = []
    for each in range(passes):
        idle.append(measure(server, ["--readers", "0"]))
        for name, kind in results:
            results[name, kind].append(measure(server, ["--kind", kind, *LOADS[name]]))
        print(f"streams: pass {each + 1} of {passes}", file=sys.stderr)
    server.stop()
    # What it costs to take and to store the values, whoever hears them.
    intake = statistics.median(run["cpuSeconds"] / run["published"] for run in idle)

    def cells(runs):
        column = lambda value, digits: table.spread([value(run) for run in runs], digits)
        return [column(lambda run: run["deliveries"] / run["seconds"], 0), column(lambda run: run["missing"], 0),
                column(lambda run: run["p50Ms"], 1), column(lambda run: run["p99Ms"], 1),
                column(lambda run: run["cpuSeconds"] / run["seconds"] * 100, 0),
                column(lambda run: (run["cpuSeconds"] - intake * run["published"]) / run["deliveries"] * 1e6, 2),
                column(lambda run: run["queuedBytes"] / 1024, 0),
                column(lambda run: run["stalledCut"], 0) if runs[0]["stalledCut"] else ""]

    table.write(
        "Live channels",
        f"{passes} passes of {SECONDS} s, of 14 s with those that do not read. 100 channels at 10 Hz; every value is on disk before anybody hears it, and every "
        "delivery is checked (once, in order, none missing). Latency: from when a value was due to be sent. Server and load "
        f"share the machine. Taking and storing a value costs {intake * 1e6:.0f} µs of processor time, which is not in that "
        "of a delivery. Queued: what the server held for all peers together, at most.",
        ["load", "by", "deliveries/s", "missing", "latency, ms", "99 %, ms", "server CPU, %", "a delivery, µs", "queued, KiB",
         "cut"],
        [[name, KINDS[kind], *cells(runs)] for (name, kind), runs in results.items()])
