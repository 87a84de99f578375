-- What becomes of a message after it was said.

-- change_seq of a room: how many changes its messages have had, without holes.
ALTER TABLE rooms ADD COLUMN change_seq INTEGER NOT NULL DEFAULT 0;

-- change_seq and changed_at of a message: its last change; NULL while it is as it was said.
ALTER TABLE messages ADD COLUMN reply_to TEXT REFERENCES messages (id);
ALTER TABLE messages ADD COLUMN change_seq INTEGER;
ALTER TABLE messages ADD COLUMN changed_at INTEGER;
ALTER TABLE messages ADD COLUMN edited_at INTEGER;
ALTER TABLE messages ADD COLUMN deleted_at INTEGER;
ALTER TABLE messages ADD COLUMN pinned_at INTEGER;

-- Of the few that changed: a message that is only said costs none of these.
CREATE UNIQUE INDEX messages_changes ON messages (room_id, change_seq) WHERE change_seq IS NOT NULL;
CREATE INDEX messages_changed_at ON messages (room_id, changed_at, change_seq) WHERE changed_at IS NOT NULL;
CREATE INDEX messages_deleted ON messages (room_id, seq, user_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX messages_pinned ON messages (room_id, pinned_at, seq) WHERE pinned_at IS NOT NULL;
CREATE INDEX mentions_of_message ON mentions (room_id, seq);

-- What a message said before: change_seq is the edit that took its place.
CREATE TABLE edits (
    room_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    change_seq INTEGER NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (room_id, seq, change_seq),
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
);

-- change_seq: the change that put it there, which gives the order.
CREATE TABLE reactions (
    room_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    emoji TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    change_seq INTEGER NOT NULL,
    PRIMARY KEY (room_id, seq, emoji, user_id),
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
) WITHOUT ROWID;

-- As before, but a deleted message is not unread. An index of the deleted alone: without it, each look at the list of
-- rooms would read every message after the cursor.
DROP VIEW room_views;
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
    ) - (
        SELECT count(*) FROM messages gone INDEXED BY messages_deleted
        WHERE gone.room_id = r.id AND gone.seq > m.read_seq AND gone.user_id <> m.user_id
            AND gone.deleted_at IS NOT NULL
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
