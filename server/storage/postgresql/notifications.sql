-- name: reasons
SELECT m.user_id, 'direct' FROM rooms r JOIN members m ON m.room_id = r.id
WHERE r.id = ?1 AND r.direct_a IS NOT NULL
UNION ALL SELECT user_id, 'mention' FROM mentions WHERE room_id = ?1 AND seq = ?2
UNION ALL SELECT user_id, 'reply' FROM messages WHERE id = ?3 AND room_id = ?1
UNION ALL SELECT k.user_id, 'keyword'
    FROM json_array_elements_text(CAST(CAST(?4 AS text) AS json)) AS w (word) JOIN keywords k ON k.word = w.word
UNION ALL SELECT user_id, 'message' FROM notification_levels WHERE room_id = ?1 AND level = 'all'

-- name: addNotification
WITH next AS (UPDATE notification_position SET last = greatest(?6, last + 1) RETURNING last)
INSERT INTO notifications (position, user_id, type, room_id, seq, author_id, created_at, is_silent)
SELECT last, ?1, ?2, ?3, nullif(CAST(?4 AS bigint), 0), ?5, ?6, ?7 FROM next
ON CONFLICT DO NOTHING
RETURNING position

-- name: lastNotification
SELECT last FROM notification_position
