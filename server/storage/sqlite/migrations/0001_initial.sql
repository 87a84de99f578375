-- The first schema. A statement ends with a semicolon at the end of a line; no comment may end with one.
-- *_key columns hold names folded by the server (foldedName): SQLite's own NOCASE knows ASCII only.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES ('epoch', lower(hex(randomblob(16))));

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE tokens (
    hash BLOB PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX tokens_of_user ON tokens (user_id);

CREATE TABLE invites (
    hash BLOB PRIMARY KEY,
    created_by TEXT REFERENCES users (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
    uses_left INTEGER NOT NULL CHECK (uses_left >= 0),
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;

-- direct_a and direct_b: the two people of a room of two, sorted.
-- activity: grows with every message and new room, so that no clock decides which room is the newest.
CREATE TABLE rooms (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    topic TEXT NOT NULL,
    is_private INTEGER NOT NULL,
    direct_a TEXT REFERENCES users (id),
    direct_b TEXT REFERENCES users (id),
    created_by TEXT NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0,
    last_at INTEGER NOT NULL DEFAULT 0,
    activity INTEGER NOT NULL,
    CHECK ((direct_a IS NULL) = (direct_b IS NULL))
) WITHOUT ROWID;

CREATE UNIQUE INDEX rooms_public_name ON rooms (name_key) WHERE is_private = 0 AND direct_a IS NULL;
CREATE UNIQUE INDEX rooms_direct ON rooms (direct_a, direct_b) WHERE direct_a IS NOT NULL;
CREATE INDEX rooms_activity ON rooms (activity);

CREATE TABLE members (
    room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    read_seq INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (room_id, user_id)
) WITHOUT ROWID;

CREATE INDEX members_of_user ON members (user_id, room_id);

CREATE TABLE messages (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    seq INTEGER NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    client_id TEXT,
    UNIQUE (room_id, seq)
);

CREATE UNIQUE INDEX messages_client ON messages (user_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX messages_of_user ON messages (room_id, user_id, seq);

-- Who a message names. An empty user_id is `@room`, everybody but the author.
CREATE TABLE mentions (
    room_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    author_id TEXT NOT NULL,
    PRIMARY KEY (room_id, user_id, seq),
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
) WITHOUT ROWID;

-- A room as one person sees it. A seq has no holes, hence unread needs no scan of others' messages.
CREATE VIEW room_views AS
SELECT
    me.id AS viewer_id,
    m.user_id IS NOT NULL AS is_member,
    r.id,
    coalesce(other.username, r.name) AS name,
    r.topic,
    r.is_private,
    other.id AS direct_user_id,
    r.last_seq,
    coalesce(m.read_seq, r.last_seq) AS read_seq,
    r.last_seq - coalesce(m.read_seq, r.last_seq) - (
        SELECT count(*) FROM messages own
        WHERE own.room_id = r.id AND own.user_id = m.user_id AND own.seq > m.read_seq
    ) AS unread,
    (
        SELECT count(*) FROM mentions n
        WHERE n.room_id = r.id AND n.user_id IN ('', m.user_id) AND n.seq > m.read_seq
            AND n.author_id <> m.user_id
    ) AS mentions,
    r.last_at,
    r.activity
FROM users me
JOIN rooms r
LEFT JOIN members m ON m.room_id = r.id AND m.user_id = me.id
LEFT JOIN users other
    ON other.id = CASE WHEN r.direct_a = me.id THEN r.direct_b ELSE r.direct_a END;
