-- Who may sign in. disabled_at: signed out, until somebody lifts it; removed_at: for good. The row stays: what the person
-- wrote keeps its writer, and nobody else gets the name.
ALTER TABLE users ADD COLUMN disabled_at INTEGER;
ALTER TABLE users ADD COLUMN removed_at INTEGER;

-- A token as its owner sees it. id: what may be shown of it, and says nothing of the token.
ALTER TABLE tokens ADD COLUMN id TEXT;
ALTER TABLE tokens ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE tokens ADD COLUMN last_seen INTEGER NOT NULL DEFAULT 0;
UPDATE tokens SET id = 'k' || lower(hex(randomblob(10))), last_seen = created_at;
CREATE UNIQUE INDEX tokens_id ON tokens (id);

ALTER TABLE invites ADD COLUMN id TEXT;
ALTER TABLE invites ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
UPDATE invites SET id = 'i' || lower(hex(randomblob(10)));
CREATE UNIQUE INDEX invites_id ON invites (id);
CREATE INDEX invites_of_user ON invites (created_by);

-- What was done to people, rooms and the server. user_id: NULL where the operator did it on the command line.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    user_id TEXT REFERENCES users (id),
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT
);

-- joined_seq: the newest message when the person joined, which they have not read: a read cursor counts from beyond it, by
-- no clock. read_move of a member and read_moves of a room: the last move of this cursor, and of any, without holes, so that
-- `recover` tells the cursors that moved after a position.
ALTER TABLE members ADD COLUMN joined_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN read_move INTEGER NOT NULL DEFAULT 1;
ALTER TABLE rooms ADD COLUMN read_moves INTEGER NOT NULL DEFAULT 1;
UPDATE members SET joined_seq = coalesce((
    SELECT max(x.seq) FROM messages x WHERE x.room_id = members.room_id AND x.created_at <= members.joined_at), 0);

-- The answers to a message, in the order in which they were said.
CREATE INDEX messages_answers ON messages (reply_to, seq) WHERE reply_to IS NOT NULL;
