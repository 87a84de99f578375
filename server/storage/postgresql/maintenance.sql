-- name: indexedMessages
SELECT m.room_id, m.seq, m.id, m.content, m.deleted_at IS NOT NULL, t.seq IS NOT NULL,
    coalesce(t.position = m.position AND t.said_at = m.created_at, FALSE), t.folded
FROM messages m LEFT JOIN search_texts t ON t.room_id = m.room_id AND t.seq = m.seq
WHERE (m.room_id, m.seq) > (?1, ?2)
ORDER BY m.room_id, m.seq LIMIT 1000

-- name: strayTexts
SELECT t.room_id FROM search_texts t
WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.room_id = t.room_id AND m.seq = t.seq)

-- name: wrongBlocks
WITH wanted AS (
    SELECT room_id, (seq - 1) / 64 AS block, min(position) AS first_position, max(position) AS last_position,
        min(created_at) AS first_at, max(created_at) AS last_at
    FROM messages GROUP BY 1, 2 HAVING count(*) = 64
), known AS (SELECT room_id, block, first_position, last_position, first_at, last_at FROM search_blocks)
SELECT room_id, block FROM (SELECT * FROM wanted EXCEPT SELECT * FROM known) AS missing
UNION
SELECT room_id, block FROM (SELECT * FROM known EXCEPT SELECT * FROM wanted) AS other

-- name: signatureOf
SELECT signature FROM search_blocks WHERE room_id = ?1 AND block = ?2

-- name: renewEpoch
UPDATE meta SET value = replace(CAST(gen_random_uuid() AS text), '-', '') WHERE key = 'epoch'

-- name: lead
-- A lock of the session's, "hear" and 1; asking again must not count it twice.
SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM pg_locks
        WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND classid = 1751474546 AND objid = 1 AND objsubid = 2)
    THEN TRUE ELSE pg_try_advisory_lock(1751474546, 1) END AS integer)
