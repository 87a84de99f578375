"""What live panels cost to draw: no peer, but a promise to keep."""
import re
import subprocess
import sys

import machine
import screen
import table

SECONDS = 20
PROMISE = 10  # % of a core


def run(folder, passes):
    view = screen.Screen(folder)
    environment = {**view.environment, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    print(f"charts: {passes} × {SECONDS} s", file=sys.stderr)
    said = subprocess.run([machine.BIN / "hearth-bench-charts", str(SECONDS), str(passes)], env=environment, check=True,
                          capture_output=True, text=True, **machine.USER).stdout
    view.close()
    shares = [float(each) for each in re.findall(r"([\d.]+) % of a core", said)]
    frames = [float(each) for each in re.findall(r"([\d.]+) frames/s", said)]
    table.write("Live panels",
                f"12 panels of 4 series, 300 values each and ten more a second, in a window of {screen.WIDTH} × "
                f"{screen.HEIGHT} with the software backend, for {SECONDS} s a pass. Promised: under {PROMISE} % of a core.",
                ["", "% of a core", "frames/s"], [["hearth", table.spread(shares, 1), table.spread(frames, 1)]])
