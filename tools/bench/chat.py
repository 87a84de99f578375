"""A hearthd with people and a room in it, for what is measured with messages."""
import json
import subprocess
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import machine

# Speed is what is measured, so nothing holds it back; everything else is as it comes.
OPTIONS = ["--registration", "open", "--limits-messages-per-second", "0", "--limits-events-per-second", "0"]


class Chat:
    def __init__(self, folder, people, options=()):
        self.folder, self.port, self.options = folder, machine.free_port(), options
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()
        with ThreadPoolExecutor(2) as pool:
            self.people = list(pool.map(self.register, (f"person{i}" for i in range(people))))
        self.tokens = [person["token"] for person in self.people]
        self.room = self.ask("/api/rooms", {"name": "workshop"}, self.tokens[0])["room"]["id"]

    def start(self):
        self.server = machine.start([machine.BIN / "hearthd", "--data", self.folder / "server", "--listen",
                                     f"127.0.0.1:{self.port}", *OPTIONS, *self.options], self.folder / "hearthd.log")
        machine.wait_until(lambda: machine.accepts(self.port), self.server)

    def stop(self):
        machine.stop(self.server)

    def ask(self, path, body, token=None):
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def register(self, name):
        return self.ask("/api/register", {"username": name, "password": "correct horse"})

    def load(self, senders, outstanding, messages):
        """What hearth-bench-delivery found, and the processor seconds of the server meanwhile."""
        before = machine.processor_ms(self.server)
        found = subprocess.run([machine.BIN / "hearth-bench-delivery", str(self.port), self.room, str(senders),
                                str(outstanding), str(messages)], input="\n".join(self.tokens) + "\n", text=True, check=True,
                               stdout=subprocess.PIPE)
        figures = json.loads(found.stdout)
        figures["server"] = (machine.processor_ms(self.server) - before) / 1000
        return figures
