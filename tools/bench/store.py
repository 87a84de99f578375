"""hearth's own store with a long history in it, and the server that has the same."""
import json
import sqlite3

import chat
import machine

MESSAGES = 100_000
READER = 5  # the number of the person who reads and never wrote

# The app stores what it has seen; it would have seen all this over months. A store that it has made itself gets the
# server's rows, and everything counts as read.
COPY = """
INSERT OR IGNORE INTO messages (room_id, seq, id, user_id, username, content, created_at, client_id, mentions)
SELECT m.room_id, m.seq, m.id, m.user_id, u.username, m.content, m.created_at, coalesce(m.client_id, ''), 0
FROM server.messages m JOIN server.users u ON u.id = m.user_id;
UPDATE rooms SET cursor = last_seq, read_seq = last_seq, counted_seq = last_seq, counted_read = last_seq,
    counted_unread = 0, counted_mentions = 0;
"""


def fill(folder, start_once):
    """The running server, and the command that opens the filled store. `start_once` runs a command for some seconds."""
    server = chat.Chat(folder, READER + 1)
    server.load(senders=4, outstanding=20, messages=MESSAGES)
    ticket = folder / "ticket.json"
    ticket.write_text(json.dumps(server.people[READER]))
    data = machine.make_folder(folder / "store")
    command = [machine.BIN / "hearth", "--sign-in", server.url, "--ticket-file", ticket, "--data", data,
               "--report-painted"]
    start_once(command)
    [file] = data.glob("account-*.db")
    database = sqlite3.connect(file)
    database.execute("ATTACH ? AS server", [str(folder / "server" / "hearth.db")])
    database.executescript(COPY)
    database.commit()
    [count] = database.execute("SELECT count(*) FROM messages").fetchone()
    database.close()
    if count < MESSAGES:
        raise RuntimeError(f"the store holds {count} messages")
    return server, command
