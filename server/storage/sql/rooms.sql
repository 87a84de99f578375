-- name: publicRoomNamed
SELECT id FROM rooms WHERE name_key = ?1 AND is_private = 0 AND direct_a IS NULL

-- name: directRoom
SELECT id FROM rooms WHERE direct_a = ?1 AND direct_b = ?2

-- name: createRoom
INSERT INTO rooms (id, name, name_key, topic, is_private, direct_a, direct_b, created_by, created_at, activity)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT coalesce(max(activity), 0) + 1 FROM rooms))

-- name: roomsOf
SELECT id, name, topic, is_private, direct_user_id, last_seq, read_seq, unread, mentions, last_at,
    role, archived_at
FROM room_views WHERE viewer_id = ?1 AND is_member AND id IN (SELECT room_id FROM members WHERE user_id = ?1)
ORDER BY activity DESC

-- name: roomFor
SELECT id, name, topic, is_private, direct_user_id, last_seq, read_seq, unread, mentions, last_at,
    role, archived_at
FROM room_views WHERE viewer_id = ?1 AND id = ?2 AND (is_member OR is_private = 0)

-- name: rooms
SELECT r.id, r.name, r.topic, r.is_private, (SELECT count(*) FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.room_id = r.id AND u.password_hash <> ''), r.last_seq
FROM rooms r WHERE r.direct_a IS NULL
ORDER BY r.name_key, r.id

-- name: publicRooms
SELECT id, name, topic, is_private, direct_user_id, last_seq, read_seq, unread, mentions, last_at,
    role, archived_at
FROM room_views WHERE viewer_id = ?1 AND is_private = 0 AND NOT is_member AND archived_at IS NULL
    AND (SELECT role FROM users WHERE id = ?1) <> 'guest'
ORDER BY activity DESC

-- name: access
SELECT r.is_private, m.role, r.archived_at IS NOT NULL, r.direct_a IS NOT NULL, u.role
FROM rooms r JOIN users u ON u.id = ?1
LEFT JOIN members m ON m.room_id = r.id AND m.user_id = u.id
WHERE r.id = ?2

-- name: knownRooms
SELECT id, is_member, is_private, name FROM room_views WHERE viewer_id = ?1 AND (is_member
    OR (is_private = 0 AND (SELECT role FROM users WHERE id = ?1) <> 'guest'))

-- name: roomNamed
SELECT name, is_private FROM rooms WHERE id = ?1

-- name: changeRoom
-- NULL, and for a number -1: as it is.
UPDATE rooms SET name = coalesce(?2, name), name_key = coalesce(?3, name_key), topic = coalesce(?4, topic),
    is_private = CASE WHEN ?5 < 0 THEN is_private ELSE ?5 END,
    archived_at = CASE WHEN CAST(?6 AS BIGINT) < 0 THEN archived_at ELSE nullif(?6, 0) END
WHERE id = ?1 AND (name <> coalesce(?2, name) OR topic <> coalesce(?4, topic)
    OR is_private <> CASE WHEN ?5 < 0 THEN is_private ELSE ?5 END
    OR coalesce(archived_at, 0) <> CASE WHEN ?6 < 0 THEN coalesce(archived_at, 0) ELSE ?6 END)

-- name: members
-- Those by whom hooks and alerts speak are no people: they have no password.
SELECT u.id, u.username, u.display_name, u.role, m.role, u.last_seen
FROM members m JOIN users u ON u.id = m.user_id
WHERE m.room_id = ?1 AND u.password_hash <> ''
ORDER BY u.username_key

-- name: member
SELECT u.id, u.username, u.display_name, u.role, m.role, u.last_seen
FROM members m JOIN users u ON u.id = m.user_id
WHERE m.room_id = ?1 AND m.user_id = ?2

-- name: addMember
-- Who made it owns it. Who joins begins at the newest message.
INSERT INTO members (room_id, user_id, read_seq, joined_seq, read_move, joined_at, role)
VALUES (?1, ?2, coalesce((SELECT last_seq FROM rooms WHERE id = ?1), 0),
    coalesce((SELECT last_seq FROM rooms WHERE id = ?1), 0),
    coalesce((SELECT read_moves + 1 FROM rooms WHERE id = ?1), 1), ?3,
    CASE WHEN EXISTS (SELECT 1 FROM rooms WHERE id = ?1 AND created_by = ?2 AND direct_a IS NULL)
        AND NOT EXISTS (SELECT 1 FROM members WHERE room_id = ?1 AND role = 'owner') THEN 'owner' ELSE 'member' END)
ON CONFLICT (room_id, user_id) DO NOTHING

-- name: setMemberRole
UPDATE members SET role = ?3 WHERE room_id = ?1 AND user_id = ?2

-- name: succeed
-- A room is not left without an owner: an admin, else who has been there longest.
UPDATE members SET role = 'owner'
WHERE room_id = ?1 AND user_id = (
    SELECT m.user_id FROM members m JOIN rooms r ON r.id = m.room_id JOIN users u ON u.id = m.user_id
    WHERE m.room_id = ?1 AND r.direct_a IS NULL AND u.password_hash <> ''
    ORDER BY m.role = 'admin' DESC, m.role = 'member' DESC, m.joined_at, m.user_id LIMIT 1)
AND NOT EXISTS (SELECT 1 FROM members o WHERE o.room_id = ?1 AND o.role = 'owner')
RETURNING user_id

-- name: readersOf
SELECT u.id, u.username, u.display_name, u.role, m.role, u.last_seen
FROM members m JOIN users u ON u.id = m.user_id
JOIN messages x ON x.room_id = m.room_id AND x.seq = ?2
WHERE m.room_id = ?1 AND m.read_seq >= ?2 AND u.shares_reads = 1 AND m.user_id <> x.user_id
    AND m.read_seq > m.joined_seq
ORDER BY u.username_key

-- name: removeMember
DELETE FROM members WHERE room_id = ?1 AND user_id = ?2

-- name: forgetNotificationsOf
-- Else they would be back, unread, with who comes back.
DELETE FROM notifications WHERE room_id = ?1 AND user_id = ?2

-- name: state
-- Who joins begins with a cursor at the newest message, which they have not read: a cursor counts from the first message
-- after that.
SELECT r.last_seq, coalesce(m.read_seq, r.last_seq), (SELECT value FROM meta WHERE key = 'epoch'),
    coalesce((SELECT max(o.read_seq) FROM members o JOIN users u ON u.id = o.user_id AND u.shares_reads = 1
        WHERE o.room_id = r.id AND o.user_id <> ?2 AND o.read_seq > o.joined_seq), 0),
    r.change_seq, r.read_moves
FROM rooms r LEFT JOIN members m ON m.room_id = r.id AND m.user_id = ?2
WHERE r.id = ?1

-- name: moveCursor
UPDATE members SET read_seq = ?3, read_move = (SELECT read_moves + 1 FROM rooms WHERE id = ?1)
WHERE room_id = ?1 AND user_id = ?2 AND read_seq < ?3

-- name: countReadMove
UPDATE rooms SET read_moves = read_moves + 1 WHERE id = ?1

-- name: readsAfter
-- Who has read nothing as a member has read up to 0.
SELECT m.user_id, CASE WHEN m.user_id = ?2 OR m.read_seq > m.joined_seq THEN m.read_seq ELSE 0 END, m.read_move
FROM members m JOIN users u ON u.id = m.user_id
WHERE m.room_id = ?1 AND m.read_move > ?3 AND (u.shares_reads = 1 OR m.user_id = ?2)
ORDER BY m.read_move LIMIT ?4

-- name: contacts
SELECT DISTINCT other.user_id
FROM members mine JOIN members other ON other.room_id = mine.room_id JOIN users u ON u.id = other.user_id
WHERE mine.user_id = ?1 AND other.user_id <> ?1 AND u.password_hash <> ''
ORDER BY other.user_id
