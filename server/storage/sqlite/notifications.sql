-- name: keywordReasons
SELECT k.user_id FROM json_each(?1) w CROSS JOIN keywords k ON k.word = w.value

-- name: addNotification
INSERT INTO notifications (position, user_id, type, room_id, seq, author_id, created_at, is_silent)
VALUES (
    max(?6, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'notifications'), 0) + 1),
    ?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7)
ON CONFLICT DO NOTHING
RETURNING position

-- name: lastNotification
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'notifications'), 0)
