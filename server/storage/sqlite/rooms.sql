-- name: publicRoomNamed
SELECT id FROM rooms WHERE name_key = ?1 AND is_private = 0 AND direct_a IS NULL

-- name: directRoom
SELECT id FROM rooms WHERE direct_a = ?1 AND direct_b = ?2

-- name: createRoom
INSERT INTO rooms (id, name, name_key, topic, is_private, direct_a, direct_b, created_by, created_at, activity)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT coalesce(max(activity), 0) + 1 FROM rooms))

-- name: roomsOf
SELECT id, name, topic, is_private, direct_user_id, last_seq, read_seq, unread, mentions, last_at
FROM room_views WHERE viewer_id = ?1 AND is_member AND id IN (SELECT room_id FROM members WHERE user_id = ?1)
ORDER BY activity DESC

-- name: roomFor
SELECT id, name, topic, is_private, direct_user_id, last_seq, read_seq, unread, mentions, last_at
FROM room_views WHERE viewer_id = ?1 AND id = ?2 AND (is_member OR NOT is_private)

-- name: rooms
SELECT r.id, r.name, r.topic, r.is_private, (SELECT count(*) FROM members m WHERE m.room_id = r.id), r.last_seq
FROM rooms r WHERE r.direct_a IS NULL
ORDER BY r.name_key, r.id

-- name: publicRooms
SELECT id, name, topic, is_private, direct_user_id, last_seq, read_seq, unread, mentions, last_at
FROM room_views WHERE viewer_id = ?1 AND NOT is_private AND NOT is_member
ORDER BY activity DESC

-- name: access
SELECT r.is_private, m.user_id IS NOT NULL
FROM rooms r LEFT JOIN members m ON m.room_id = r.id AND m.user_id = ?1
WHERE r.id = ?2

-- name: members
SELECT u.id, u.username, u.display_name, u.role
FROM members m JOIN users u ON u.id = m.user_id
WHERE m.room_id = ?1
ORDER BY u.username_key

-- name: addMember
INSERT INTO members (room_id, user_id, read_seq, joined_at)
VALUES (?1, ?2, coalesce((SELECT last_seq FROM rooms WHERE id = ?1), 0), ?3)
ON CONFLICT (room_id, user_id) DO NOTHING

-- name: removeMember
DELETE FROM members WHERE room_id = ?1 AND user_id = ?2

-- name: state
-- Who joins begins with a cursor at the newest message, which they have not read: a cursor counts from the first message
-- after that.
SELECT r.last_seq, coalesce(m.read_seq, r.last_seq), (SELECT value FROM meta WHERE key = 'epoch'),
    coalesce((SELECT max(o.read_seq) FROM members o
        JOIN messages x ON x.room_id = o.room_id AND x.seq = o.read_seq AND x.created_at > o.joined_at
        WHERE o.room_id = r.id AND o.user_id <> ?2), 0),
    r.change_seq
FROM rooms r LEFT JOIN members m ON m.room_id = r.id AND m.user_id = ?2
WHERE r.id = ?1

-- name: moveCursor
UPDATE members SET read_seq = ?3 WHERE room_id = ?1 AND user_id = ?2 AND read_seq < ?3

-- name: contacts
SELECT DISTINCT other.user_id
FROM members mine JOIN members other ON other.room_id = mine.room_id
WHERE mine.user_id = ?1 AND other.user_id <> ?1
ORDER BY other.user_id
