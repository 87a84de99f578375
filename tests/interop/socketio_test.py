#!/usr/bin/python3
"""Debian's python3-socketio, by each of its transports, against the conformance server and against hearthd.

Not the python3 of the PATH: the packages are Debian's own.
"""
import asyncio
import contextlib
import os
import queue
import shutil
import subprocess
import tempfile
import unittest

import engineio
import requests
import socketio

# What never comes fails the test; nothing else depends on it.
PATIENCE = 20
BYTES = b"\x00\x01\xfe\xff"
WAYS = {"websocket": ["websocket"], "polling": ["polling"], "upgrade": ["polling", "websocket"]}


class Server:
    """A program of ours that says where it listens; it may be killed, and started again on the same port."""

    def __init__(self, program, args, port_args):
        self.command, self.port_args = [os.environ[program], *args], port_args
        self.start("0")

    def start(self, port):
        args = [each.format(port=port) for each in self.port_args]
        self.child = subprocess.Popen(
            [*self.command, *args], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = next((line for line in self.child.stdout if line.startswith("listening on ")), None)
        assert line, "the server ended before it listened"
        self.url = line.split()[2]
        self.port = self.url.rsplit(":", 1)[1]

    def kill(self):
        self.child.kill()
        self.child.wait()
        self.child.stdout.close()


def conformance(*args):
    return Server("CONFORMANCE_SERVER", ["--ping-interval", "25000", *args], ["--port", "{port}"])


class InOrder(engineio.Client):
    """The client gives each message to a thread of its own, where the next may overtake it, attachments too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.pongs = queue.Queue()

    def _trigger_event(self, event, *args, **kwargs):
        return super()._trigger_event(event, *args, **{**kwargs, "run_async": False})

    def _send_packet(self, pkt):
        super()._send_packet(pkt)
        if pkt.packet_type == engineio.packet.PONG:
            self.pongs.put(pkt)


class Client(socketio.Client):
    def __init__(self):
        super().__init__(reconnection_delay=0.05, reconnection_delay_max=0.2, randomization_factor=0)

    def _engineio_client_class(self):
        return InOrder

    def hear(self, *events, namespace="/"):
        """A queue of what comes, each with its name in front; newer releases also say why they disconnected."""
        heard = queue.Queue()
        for event in events:
            self.on(event, lambda *args, event=event: heard.put((event, *args)), namespace=namespace)
        return heard

    def asked(self, event, *args, namespace="/"):
        answer = self.call(event, args, namespace=namespace, timeout=PATIENCE)
        return list(answer) if isinstance(answer, (list, tuple)) else answer


@contextlib.contextmanager
def connected(url, way, **options):
    client = Client()
    client.heard = client.hear("connect", "auth", "message-back")
    client.connect(url, transports=WAYS[way], wait_timeout=PATIENCE, **{"namespaces": ["/"], **options})
    try:
        yield client
    finally:
        client.disconnect()


class Ways:
    """What holds by every transport."""

    @classmethod
    def setUpClass(cls):
        cls.server = conformance()
        cls.addClassCleanup(cls.server.kill)

    def connected(self, **options):
        return connected(self.server.url, self.way, **options)

    def test_the_transport_is_the_one_that_was_asked_for(self):
        with self.connected() as client:
            self.assertEqual(client.transport(), WAYS[self.way][-1])

    def test_text_and_binary_events_in_order(self):
        with self.connected(auth={"token": "x"}) as client:
            self.assertEqual(client.heard.get(timeout=PATIENCE), ("connect",))
            self.assertEqual(client.heard.get(timeout=PATIENCE), ("auth", {"token": "x"}))
            sent = [("wörld 👋", BYTES, {"deep": [BYTES, 1.5, None]})]
            sent += [(n, BYTES) if n % 3 == 0 else (n,) for n in range(99)]
            for data in sent:
                client.emit("message", data)
            for data in sent:
                self.assertEqual(client.heard.get(timeout=PATIENCE), ("message-back", *data))

    def test_acks_both_ways(self):
        with self.connected() as client:
            self.assertEqual(client.asked("message-with-ack", "a", BYTES), ["a", BYTES])
            self.assertIsNone(client.asked("message-with-ack"))
            client.on("question", lambda what, data: (what + "!", data[::-1]))
            self.assertEqual(client.asked("ask", 60_000, "well", BYTES), [True, "well!", BYTES[::-1]])

    def test_namespaces(self):
        with self.connected(namespaces=["/", "/custom"]) as client:
            self.assertNotEqual(client.get_sid("/"), client.get_sid("/custom"))
            self.assertEqual(client.asked("message-with-ack", 1, namespace="/custom"), 1)
            custom = client.hear("message-back", "disconnect", namespace="/custom")
            client.emit("kick", namespace="/custom")
            self.assertEqual(custom.get(timeout=PATIENCE)[0], "disconnect")
            self.assertEqual(client.asked("message-with-ack", 2), 2)

    def test_a_namespace_that_refuses_and_one_that_is_not_there(self):
        for namespace, refusal in [("/random", {"message": "Invalid namespace"}),
                                   ("/guarded", {"message": "not by this word", "data": {"retry": False}})]:
            client = Client()
            heard = client.hear("connect_error", namespace=namespace)
            # Not waiting: its own wait goes on after a refusal.
            client.connect(self.server.url, transports=WAYS[self.way], namespaces=[namespace], wait=False)
            self.assertEqual(heard.get(timeout=PATIENCE), ("connect_error", refusal))
            client.disconnect()
        with self.connected(namespaces=["/guarded"], auth={"token": "sesame"}) as client:
            self.assertEqual(client.asked("message-with-ack", 1, namespace="/guarded"), 1)

    def test_it_comes_back_after_the_server_was_killed(self):
        server = conformance()
        self.addCleanup(lambda: server.kill())
        with connected(server.url, self.way, namespaces=["/", "/custom"]) as client:
            life = client.hear("connect", "disconnect", namespace="/custom")
            before = client.get_sid("/custom")
            server.kill()
            self.assertEqual(life.get(timeout=PATIENCE)[0], "disconnect")
            server.start(server.port)
            self.assertEqual(life.get(timeout=PATIENCE), ("connect",))
            self.assertNotEqual(client.get_sid("/custom"), before)
            self.assertEqual(client.asked("message-with-ack", BYTES, namespace="/custom"), BYTES)

    def test_heartbeats_keep_it(self):
        server = conformance("--ping-interval", "100")
        self.addCleanup(server.kill)
        with connected(server.url, self.way) as client:
            for _ in range(5):
                client.eio.pongs.get(timeout=PATIENCE)
            self.assertEqual(client.asked("message-with-ack", 1), 1)

    def test_the_client_on_asyncio(self):
        asyncio.run(self.talk())

    async def talk(self):
        client = socketio.AsyncClient()
        back = asyncio.Queue()
        client.on("message-back", lambda *args: back.put_nowait(args))
        client.on("question", lambda what, data: (what + "!", data[::-1]))
        await client.connect(self.server.url, transports=WAYS[self.way], wait_timeout=PATIENCE)
        await client.emit("message", ("wörld", BYTES))
        self.assertEqual(await asyncio.wait_for(back.get(), PATIENCE), ("wörld", BYTES))
        answer = await client.call("ask", (60_000, "well", BYTES), timeout=PATIENCE)
        self.assertEqual(list(answer), [True, "well!", BYTES[::-1]])
        await client.disconnect()

    def test_a_person_talks_and_comes_back(self):
        folder = tempfile.mkdtemp(prefix="hearth-")
        self.addCleanup(shutil.rmtree, folder)
        server = Server("HEARTHD", ["--data", folder, "--registration", "open"], ["--listen", "127.0.0.1:{port}"])
        self.addCleanup(lambda: server.kill())
        who = {"username": "anna", "password": "correct horse"}
        anna = requests.post(server.url + "/api/register", json=who).json()
        headers = {"authorization": "Bearer " + anna["token"]}
        room = requests.post(server.url + "/api/rooms", json={"name": "Hall"}, headers=headers).json()["room"]["id"]
        with connected(server.url, self.way, auth={"token": anna["token"]}) as client:
            heard = client.hear("message:new")
            life = client.hear("connect", "disconnect")
            for text in ("wörld 👋", "and again"):
                self.assertTrue(client.asked("join:room", room)["ok"])
                ack = client.asked("message:send", {"roomId": room, "content": text})
                message = heard.get(timeout=PATIENCE)[1]
                self.assertEqual((ack["ok"], message["content"], message["seq"]), (True, text, ack["seq"]))
                server.kill()
                self.assertEqual(life.get(timeout=PATIENCE)[0], "disconnect")
                server.start(server.port)
                self.assertEqual(life.get(timeout=PATIENCE), ("connect",))


class ByWebSocket(Ways, unittest.TestCase):
    way = "websocket"


class ByPolling(Ways, unittest.TestCase):
    way = "polling"


class ByUpgrade(Ways, unittest.TestCase):
    way = "upgrade"


if __name__ == "__main__":
    unittest.main()
