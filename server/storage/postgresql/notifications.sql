-- name: keywordReasons
SELECT k.user_id
FROM json_array_elements_text(CAST(CAST(?1 AS text) AS json)) AS w (word) JOIN keywords k ON k.word = w.word

-- name: addNotification
WITH next AS (UPDATE notification_position SET last = greatest(?6, last + 1) RETURNING last)
INSERT INTO notifications (position, user_id, type, room_id, seq, author_id, created_at, is_silent)
SELECT last, ?1, ?2, ?3, nullif(CAST(?4 AS bigint), 0), ?5, ?6, ?7 FROM next
ON CONFLICT DO NOTHING
RETURNING position

-- name: lastNotification
SELECT last FROM notification_position
