"""What a user downloads."""
import lzma
import pathlib
import re
import shutil
import subprocess

import machine
import table

SERVER_PEERS = {"Prosody": "prosody", "Mumble server": "mumble-server"}
CLIENT_PEERS = {"Dino": "dino-im", "Nheko": "nheko", "Telegram": "telegram-desktop", "Gajim": "gajim",
                "Quassel client": "quassel-client", "NeoChat": "neochat"}
MB = 1_000_000


def output(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


def packed(program, folder):
    """Bytes as a .deb would have it (stripped, xz), and unpacked."""
    file = folder / "stripped"
    subprocess.run(["strip", "-o", file, program], check=True)
    data = file.read_bytes()
    return len(lzma.compress(data, preset=6)), len(data)


def libraries(program):
    """The packages that hold the libraries it is linked with."""
    paths = re.findall(r"=> (/\S+)", output("ldd", program))
    # A package may name a library by /lib or by /usr/lib, by its link or by its file: one of them is known.
    names = {name for path in paths for each in (path, str(pathlib.Path(path).resolve()))
             for name in (each, each.removeprefix("/usr"))}
    found = subprocess.run(["dpkg", "-S", *names], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return set(re.findall(r"^([^:,\s]+)(?::\w+)?: ", found, re.M))


def needed_by_run():
    """What ./dev installs for running, beside the libraries."""
    text = (pathlib.Path(__file__).resolve().parent.parent.parent / "dev").read_text()
    names = re.search(r'^run_packages="([^"]*)"', text, re.M)[1].split()
    return {name for name in names if name != "python3"}


def everything(packages, folder):
    """Bytes of all packages that an empty Debian would download for these, recommended ones left out."""
    lines = output("apt-get", "install", "--print-uris", "-qq", "--no-install-recommends", "-o",
                   "Dir::State::status=/dev/null", "-o", f"Dir::Cache::archives={folder}", *packages).splitlines()
    return sum(int(line.split()[2]) for line in lines if line.startswith("'"))


def own(package):
    text = output("apt-cache", "show", "--no-all-versions", package)
    field = lambda name: int(re.search(rf"^{name}: (\d+)", text, re.M)[1])
    return field("Size"), field("Installed-Size") * 1024


def run(folder, _):
    (folder / "partial").mkdir()
    base = everything(["libc6"], folder)
    rows = []

    def row(name, size, whole):
        rows.append([name, f"{size[0] / MB:.2f}", f"{size[1] / MB:.2f}", f"{(whole - base) / MB:.0f}"])

    for name, peers, extra in (("hearthd", SERVER_PEERS, {"libqt6sql6-sqlite"}), ("hearth", CLIENT_PEERS, None)):
        program = machine.BIN / name
        size = packed(program, folder)
        needs = libraries(program) | (needed_by_run() | {"libqt6sql6-sqlite"} if extra is None else extra)
        row(f"**{name}**", size, size[0] + everything(sorted(needs), folder))
        for peer, package in peers.items():
            if shutil.which("apt-cache") and output("apt-cache", "policy", package):
                row(peer, own(package), everything([package], folder))
    table.write(
        "What is downloaded, MB",
        "The program itself: the package's size, and unpacked; for Hearth, which has no package yet, the stripped program, "
        "compressed as a package would be. With all it needs: every package that an empty Debian fetches, without what is "
        "only recommended and without libc.",
        ["", "program", "unpacked", "with all it needs"], rows)
