-- A search goes from the newest message to the oldest, through all rooms. The second index
-- finds the answers to a message.
CREATE INDEX messages_by_time ON messages (created_at, room_id, seq);
CREATE INDEX messages_by_answered ON messages (room_id, reply_to, seq) WHERE reply_to <> '';

-- role: as protocol::Role, what this person may do in the room, -1 where the server has not said so.
ALTER TABLE rooms ADD COLUMN role INTEGER NOT NULL DEFAULT -1;
ALTER TABLE rooms ADD COLUMN archived_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN role INTEGER NOT NULL DEFAULT 2;
