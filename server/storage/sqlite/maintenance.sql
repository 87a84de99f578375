-- name: backUp
VACUUM INTO ?1

-- name: integrity
PRAGMA integrity_check

-- name: references
PRAGMA foreign_key_check

-- name: holes
SELECT r.id, r.last_seq, count(m.seq), coalesce(max(m.seq), 0)
FROM rooms r LEFT JOIN messages m ON m.room_id = r.id
GROUP BY r.id
HAVING count(m.seq) <> r.last_seq OR coalesce(max(m.seq), 0) <> r.last_seq OR coalesce(min(m.seq), 1) <> 1

-- name: cursors
SELECT m.room_id, m.user_id, m.read_seq, r.last_seq
FROM members m JOIN rooms r ON r.id = m.room_id
WHERE m.read_seq < 0 OR m.read_seq > r.last_seq

-- name: renewEpoch
UPDATE meta SET value = lower(hex(randomblob(16))) WHERE key = 'epoch'
