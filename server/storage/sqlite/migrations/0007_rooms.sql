-- What a member may do in a room, beside what the account may do on the server.
ALTER TABLE members ADD COLUMN role TEXT NOT NULL DEFAULT 'member'
    CHECK (role IN ('owner', 'admin', 'member', 'guest'));
UPDATE members SET role = 'owner'
WHERE user_id = (SELECT created_by FROM rooms WHERE id = members.room_id AND direct_a IS NULL);

-- Since when nothing is written in the room; NULL while it is in use.
ALTER TABLE rooms ADD COLUMN archived_at INTEGER;

-- 0: nobody else learns how far this person has read.
ALTER TABLE users ADD COLUMN shares_reads INTEGER NOT NULL DEFAULT 1;

-- As before, with the two.
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
    r.activity,
    m.role,
    r.archived_at
FROM users me
JOIN rooms r
LEFT JOIN members m ON m.room_id = r.id AND m.user_id = me.id
LEFT JOIN users other
    ON other.id = CASE WHEN r.direct_a = me.id THEN r.direct_b ELSE r.direct_a END;
