-- What waits may also be a change of a message that was said: kind as OutboxItem::Kind. target: the message that is
-- changed, or that this one answers.
ALTER TABLE outbox ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN target TEXT NOT NULL DEFAULT '';

-- reactions: as on the wire, empty for none. change_seq: the last change of a room's messages that is known here.
ALTER TABLE messages ADD COLUMN reply_to TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN edited_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN pinned_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN reactions TEXT NOT NULL DEFAULT '';
ALTER TABLE rooms ADD COLUMN change_seq INTEGER NOT NULL DEFAULT 0;
CREATE INDEX messages_by_id ON messages (id);
