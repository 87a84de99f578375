-- What was said, as search reads it. search_folded() and search_signature() are hearthd's own functions
-- (searchfunctions.h): nothing of the schema calls them, so that any program can read this file.

-- No FTS5: until SQLite 3.42 it leaves a deleted text's parts in the file, and its one index of all rooms would tell by
-- the time of an answer what is said in rooms that one may not enter. This index is a room's own.

-- The text of each message that is not deleted. position: its rowid, which counts across the rooms.
CREATE TABLE search_texts (
    room_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    said_at INTEGER NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (room_id, seq)
) WITHOUT ROWID;

-- Each 64 messages of a room that are whole; block b holds seq 64 b + 1 to 64 b + 64. The signature (signature.h)
-- says which texts cannot be in it.
CREATE TABLE search_blocks (
    room_id TEXT NOT NULL,
    block INTEGER NOT NULL,
    first_position INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (room_id, block)
) WITHOUT ROWID;

INSERT INTO search_texts (room_id, seq, position, said_at, folded)
SELECT room_id, seq, rowid, created_at, search_folded(content) FROM messages
WHERE deleted_at IS NULL
ORDER BY room_id, seq;

INSERT INTO search_blocks (room_id, block, first_position, last_position, first_at, last_at, signature)
SELECT m.room_id, (m.seq - 1) / 64, min(m.rowid), max(m.rowid), min(m.created_at), max(m.created_at),
    search_signature(t.folded)
FROM messages m LEFT JOIN search_texts t ON t.room_id = m.room_id AND t.seq = m.seq
GROUP BY m.room_id, (m.seq - 1) / 64
HAVING count(*) = 64;
