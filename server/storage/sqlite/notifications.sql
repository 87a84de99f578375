-- name: reasons
SELECT m.user_id, 'direct' FROM rooms r JOIN members m ON m.room_id = r.id
WHERE r.id = ?1 AND r.direct_a IS NOT NULL
UNION ALL SELECT user_id, 'mention' FROM mentions WHERE room_id = ?1 AND seq = ?2
UNION ALL SELECT user_id, 'reply' FROM messages WHERE id = ?3 AND room_id = ?1
UNION ALL SELECT k.user_id, 'keyword' FROM json_each(?4) w CROSS JOIN keywords k ON k.word = w.value
UNION ALL SELECT user_id, 'message' FROM notification_levels WHERE room_id = ?1 AND level = 'all'

-- name: addNotification
INSERT INTO notifications (position, user_id, type, room_id, seq, author_id, created_at, is_silent)
VALUES (
    max(?6, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'notifications'), 0) + 1),
    ?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7)
ON CONFLICT DO NOTHING
RETURNING position

-- name: lastNotification
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'notifications'), 0)
