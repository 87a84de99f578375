"""Messages a second, committed and delivered, from one end to the other."""
import sys

import chat
import table

MEMBERS = 20
# name -> (senders, messages of each that wait for their ack, messages of a pass)
LOADS = {"1 sender, one message at a time": (1, 1, 1500), "4 senders, one at a time each": (4, 1, 4000),
         "10 senders, 10 at a time each": (10, 10, 20000)}


def run(folder, passes):
    server = chat.Chat(folder, MEMBERS)
    results = {name: [] for name in LOADS}
    for each in range(passes):
        for name, (senders, outstanding, messages) in LOADS.items():
            results[name].append(server.load(senders, outstanding, messages))
        print(f"messages: pass {each + 1} of {passes}", file=sys.stderr)
    server.stop()

    def cells(runs):
        column = lambda value, digits: table.spread([value(run) for run in runs], digits)
        return [column(lambda run: run["acked"], 0), column(lambda run: run["delivered"], 0),
                column(lambda run: run["ackMs"][0], 2), column(lambda run: run["ackMs"][1], 1),
                column(lambda run: run["deliveryMs"][0], 2), column(lambda run: run["deliveryMs"][1], 1),
                column(lambda run: run["server"] / run["seconds"] * 100, 0),
                column(lambda run: run["cpuSeconds"] / run["seconds"] * 100, 0)]

    table.write(
        "Messages, end to end",
        f"{passes} passes. A room of {MEMBERS} members, each on a WebSocket of its own; every message goes to all of them, "
        "its sender included, and every delivery is checked (once, in order, none missing). Acked means on disk: SQLite's "
        "`synchronous=FULL`, as it comes. Server and load share the machine; of each the processor time is given, 100 % "
        "being one core. Rate limits are lifted. No peer in Debian promises the same, so there is none beside it: Prosody's "
        "archive does not wait for the disk, Mumble's server keeps no messages.",
        ["load", "acked/s", "delivered/s", "ack, ms", "ack 99 %, ms", "delivery, ms", "delivery 99 %, ms", "server CPU, %",
         "load's CPU, %"],
        [[name, *cells(runs)] for name, runs in results.items()])
