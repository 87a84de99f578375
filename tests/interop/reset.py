#!/usr/bin/env python3
"""reset.py PORT plain|tls TIMES: asks for a WebSocket and resets the connection at once, again and again.

Not in JavaScript: Node comes back from a write too late, when the server has already answered.
"""
import contextlib
import socket
import ssl
import struct
import sys

port, way, times = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
request = (b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
           b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
for _ in range(times):
    # A reset also meets the handshake of TLS: that is no failure of the server's.
    with contextlib.suppress(ConnectionResetError, BrokenPipeError, ssl.SSLError):
        peer = socket.create_connection(("127.0.0.1", port))
        # Else the request waits for an acknowledgement, and the reset takes it along.
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if way == "tls":
            peer = context.wrap_socket(peer)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        peer.sendall(request)
        peer.close()
