"""Programs under measurement: starting and stopping them, their memory and processor time, the machine they run on."""
import os
import pathlib
import platform
import re
import shutil
import signal
import socket
import subprocess
import time

BUILD = pathlib.Path(__file__).resolve().parent.parent.parent / "build" / "release"
BIN = BUILD / "bin"
running = []
# Root is not whom chat programs run for: some refuse, others take another user themselves.
USER = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


def describe():
    model = re.search(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    release = re.search(r'^PRETTY_NAME="(.*)"$', pathlib.Path("/etc/os-release").read_text(), re.M)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (f"{os.cpu_count()} × {model[1] if model else platform.machine()}, {memory:.0f} GiB, "
            f"{release[1] if release else platform.platform()}, Linux {platform.release()}")


def make_folder(path):
    """A folder for what a program writes."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    if USER:
        shutil.chown(path, USER["user"], USER["group"])
    return path


def check_user():
    if subprocess.run(["test", "-x", BIN / "hearthd"], check=False, **USER).returncode != 0:
        raise SystemExit("./dev bench: run it as a user who is not root, or from a folder that everybody may enter")


def start(command, log, **options):
    """The process, in a group of its own, so that what it starts ends with it. Its output goes into the file `log`."""
    with open(log, "ab") as file:
        options = {"stdout": file, "stderr": file, **USER, **options}
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, process_group=0,
                                   **options)
    running.append(process)
    return process


def stop(process):
    """Asks it to end, and insists after some seconds."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            pass
        try:
            process.wait(8)
            break
        except subprocess.TimeoutExpired:
            pass
    if process in running:
        running.remove(process)


def stop_all():
    for process in list(running):
        stop(process)


def wait_until(done, process, seconds=30, every=0.0005):
    """Seconds until `done` said yes."""
    began = time.perf_counter()
    while not done():
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended with {process.returncode}")
        if time.perf_counter() - began > seconds:
            raise RuntimeError(f"{process.args[0]} was not ready within {seconds} s")
        time.sleep(every)
    return time.perf_counter() - began


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def accepts(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def tree(process):
    """The ids of the process and of all that came from it."""
    children = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            children.setdefault(int(stat.read_text().rpartition(")")[2].split()[1]), []).append(int(stat.parent.name))
        except OSError:
            pass
    found = [process.pid]
    for pid in found:
        found += children.get(pid, [])
    return found


def memory(process):
    """MiB of the whole tree, what is shared with others divided among them (PSS)."""
    total = 0
    for pid in tree(process):
        try:
            total += int(re.search(r"^Pss:\s+(\d+)", pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)[1])
        except OSError:
            pass
    return total / 1024


def processor_ms(process):
    """Processor time of the whole tree, threads that ended included."""
    total = 0
    for pid in tree(process):
        try:
            total += time.clock_gettime(~pid << 3 | 2)  # its CPU clock, as clock_getcpuclockid(3) numbers it
        except OSError:
            pass
    return total * 1000
