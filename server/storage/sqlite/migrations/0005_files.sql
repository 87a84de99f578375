-- Files. Their contents lie beside the database, each once, by hash.

-- refs: how many files have it. One that has none is deleted soon.
CREATE TABLE blobs (
    hash TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    type TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    has_thumbnail INTEGER NOT NULL,
    refs INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE INDEX blobs_unused ON blobs (hash) WHERE refs = 0;

-- seq: of the message that carries it, NULL until one does. place: its turn in that message.
CREATE TABLE files (
    id TEXT PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    hash TEXT NOT NULL REFERENCES blobs (hash),
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    seq INTEGER,
    place INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
) WITHOUT ROWID;

CREATE INDEX files_of_message ON files (room_id, seq, place) WHERE seq IS NOT NULL;
CREATE INDEX files_of_user ON files (user_id, size);
CREATE INDEX files_of_blob ON files (hash);
CREATE INDEX files_unsent ON files (created_at) WHERE seq IS NULL;

CREATE TRIGGER file_added AFTER INSERT ON files
BEGIN UPDATE blobs SET refs = refs + 1 WHERE hash = NEW.hash; END;

CREATE TRIGGER file_removed AFTER DELETE ON files
BEGIN UPDATE blobs SET refs = refs - 1 WHERE hash = OLD.hash; END;

-- Files that are not whole yet: stored_bytes of size are on the disk.
CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX uploads_of_user ON uploads (user_id, size);
CREATE INDEX uploads_by_age ON uploads (created_at);
