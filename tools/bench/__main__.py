"""Hearth's figures beside those of its peers in Debian, as tables in Markdown on stdout. See docs/benchmarks.md.

    ./dev bench [--passes N] [servers] [messages] [fanout] [cluster] [streams] [counting]
        [people] [desktop] [idle] [charts] [download]
        without a name: all of them

Programs that are compared run in turns, pass by pass, so that a machine whose speed drifts drifts for all. Every figure
is `median (least–most)`; a ratio is the median of the ratios of the passes.
"""
import argparse
import pathlib
import shutil
import sys
import time

import charts
import cluster
import counting
import desktop
import download
import fanout
import machine
import messages
import people
import servers
import streams

PARTS = {"servers": servers.run, "messages": messages.run, "fanout": fanout.run, "cluster": cluster.run, "streams": streams.run,
         "counting": counting.run, "people": people.run, "desktop": desktop.run, "idle": desktop.run_idle,
         "charts": charts.run,
         "download": download.run}


def main():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--passes", type=int, default=5)
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown or options.passes < 1:
        parser.error(f"unknown part: {unknown[0]}" if unknown else "--passes takes a number from 1")
    # In the project's folder, not /tmp, which is memory on many machines: there an fsync would cost nothing.
    folder = machine.BUILD / "bench"
    shutil.rmtree(folder, ignore_errors=True)
    machine.check_user()
    print(f"Measured {time.strftime('%Y-%m-%d %H:%M')} on {machine.describe()}.")
    try:
        for part in options.parts or PARTS:
            PARTS[part](machine.make_folder(folder / part), options.passes)
            sys.stdout.flush()
    finally:
        machine.stop_all()
        shutil.rmtree(folder, ignore_errors=True)


main()
