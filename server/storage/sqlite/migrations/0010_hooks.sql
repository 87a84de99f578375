-- Incoming webhooks: a token, and the account by which its messages are in the room.
CREATE TABLE hooks (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    bot_id TEXT NOT NULL REFERENCES users (id),
    created_by TEXT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX hooks_of_room ON hooks (room_id, created_at);
