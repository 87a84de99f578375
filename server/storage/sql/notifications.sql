-- name: reasons
-- Nobody, and no type: somebody has keywords.
SELECT m.user_id, 'direct' FROM rooms r JOIN members m ON m.room_id = r.id
WHERE r.id = ?1 AND r.direct_a IS NOT NULL
UNION ALL SELECT user_id, 'mention' FROM mentions WHERE room_id = ?1 AND seq = ?2
UNION ALL SELECT user_id, 'reply' FROM messages WHERE id = ?3 AND room_id = ?1
UNION ALL SELECT user_id, 'message' FROM notification_levels WHERE room_id = ?1 AND level = 'all'
UNION ALL SELECT NULL, NULL WHERE EXISTS (SELECT 1 FROM keywords)

-- name: named
SELECT user_id FROM mentions WHERE room_id = ?1 AND seq = ?2

-- name: addNamed
INSERT INTO mentions (room_id, user_id, seq, author_id)
SELECT m.room_id, m.user_id, ?2, ?3 FROM members m
WHERE m.room_id = ?1 AND m.user_id = ?4 AND m.user_id <> ?3
    AND NOT EXISTS (SELECT 1 FROM mentions n WHERE n.room_id = ?1 AND n.user_id = '' AND n.seq = ?2)
ON CONFLICT DO NOTHING

-- name: addressee
SELECT m.user_id, coalesce(l.level, 'mentions'), s.quiet_from, s.quiet_to, s.utc_offset, s.quiet_until
FROM members m
LEFT JOIN notification_levels l ON l.room_id = m.room_id AND l.user_id = m.user_id
LEFT JOIN notification_settings s ON s.user_id = m.user_id
WHERE m.room_id = ?1 AND m.user_id = ?2

-- name: addressees
SELECT m.user_id, coalesce(l.level, 'mentions'), s.quiet_from, s.quiet_to, s.utc_offset, s.quiet_until
FROM members m
LEFT JOIN notification_levels l ON l.room_id = m.room_id AND l.user_id = m.user_id
LEFT JOIN notification_settings s ON s.user_id = m.user_id
WHERE m.room_id = ?1

-- name: prune
DELETE FROM notifications WHERE user_id = ?1 AND position <= (
    SELECT position FROM notifications WHERE user_id = ?1 ORDER BY position DESC LIMIT 1 OFFSET ?2)

-- name: removeNotifications
DELETE FROM notifications WHERE room_id = ?1 AND seq = ?2 RETURNING user_id, position

-- name: readOne
UPDATE notifications SET is_read = 1 WHERE user_id = ?1 AND position = ?2 AND is_read = 0 RETURNING position

-- name: readRoom
UPDATE notifications SET is_read = 1
WHERE user_id = ?1 AND room_id = ?2 AND (seq IS NULL OR seq <= ?3) AND is_read = 0
RETURNING position

-- name: readAll
UPDATE notifications SET is_read = 1 WHERE user_id = ?1 AND is_read = 0 RETURNING position

-- name: notificationAt
SELECT position, type, room_id, message_id, author_id, username, title, content, created_at, is_silent, is_read
FROM notification_views
WHERE position = ?1

-- name: notificationPage
SELECT position, type, room_id, message_id, author_id, username, title, content, created_at, is_silent, is_read
FROM notification_views
WHERE user_id = ?1 AND position < ?2 AND (?3 = 0 OR is_read = 0) AND is_visible
ORDER BY position DESC LIMIT ?4

-- name: missedNotifications
SELECT position, type, room_id, message_id, author_id, username, title, content, created_at, is_silent, is_read
FROM notification_views
WHERE user_id = ?1 AND position > ?2 AND position <= ?3 AND created_at > ?4 AND is_read = 0 AND is_visible
ORDER BY position LIMIT ?5

-- name: notificationsAfter
SELECT position, type, room_id, message_id, author_id, username, title, content, created_at, is_silent, is_read, user_id
FROM notification_views
WHERE position > ?1 AND is_read = 0 AND is_visible
ORDER BY position LIMIT ?2

-- name: unreadNotifications
SELECT count(*) FROM notification_views
WHERE user_id = ?1 AND is_read = 0 AND is_visible

-- name: quiet
SELECT quiet_from, quiet_to, utc_offset, quiet_until FROM notification_settings WHERE user_id = ?1

-- name: setQuiet
INSERT INTO notification_settings (user_id, quiet_from, quiet_to, utc_offset, quiet_until) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (user_id) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
    utc_offset = excluded.utc_offset, quiet_until = excluded.quiet_until

-- name: keywords
SELECT shown FROM keywords WHERE user_id = ?1 ORDER BY place

-- name: dropKeywords
DELETE FROM keywords WHERE user_id = ?1

-- name: addKeyword
INSERT INTO keywords (word, user_id, place, shown) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING

-- name: levels
SELECT room_id, level FROM notification_levels WHERE user_id = ?1 ORDER BY room_id

-- name: setLevel
INSERT INTO notification_levels (room_id, user_id, level) VALUES (?1, ?2, ?3)
ON CONFLICT (room_id, user_id) DO UPDATE SET level = excluded.level

-- name: dropLevel
DELETE FROM notification_levels WHERE room_id = ?1 AND user_id = ?2
