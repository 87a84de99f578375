-- name: backUp
VACUUM INTO ?1

-- name: integrity
PRAGMA integrity_check

-- name: references
PRAGMA foreign_key_check

-- name: unsearchable
SELECT m.room_id, m.id
FROM messages m LEFT JOIN search_texts t ON t.room_id = m.room_id AND t.seq = m.seq
WHERE (t.seq IS NULL) <> (m.deleted_at IS NOT NULL)
    OR t.position <> m.rowid OR t.said_at <> m.created_at OR t.folded <> search_folded(m.content)
UNION ALL
SELECT t.room_id, 'that is not there' FROM search_texts t
WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.room_id = t.room_id AND m.seq = t.seq)

-- name: wrongBlocks
WITH wanted AS (
    SELECT m.room_id, (m.seq - 1) / 64 AS block, min(m.rowid) AS first_position, max(m.rowid) AS last_position,
        min(m.created_at) AS first_at, max(m.created_at) AS last_at, search_signature(t.folded) AS signature
    FROM messages m LEFT JOIN search_texts t ON t.room_id = m.room_id AND t.seq = m.seq
    GROUP BY m.room_id, (m.seq - 1) / 64
    HAVING count(*) = 64
)
SELECT room_id, block FROM (SELECT * FROM wanted EXCEPT SELECT * FROM search_blocks)
UNION
SELECT room_id, block FROM (SELECT * FROM search_blocks EXCEPT SELECT * FROM wanted)

-- name: renewEpoch
UPDATE meta SET value = lower(hex(randomblob(16))) WHERE key = 'epoch'
