-- name: holes
SELECT r.id, r.last_seq, count(m.seq), coalesce(max(m.seq), 0)
FROM rooms r LEFT JOIN messages m ON m.room_id = r.id
GROUP BY r.id
HAVING count(m.seq) <> r.last_seq OR coalesce(max(m.seq), 0) <> r.last_seq OR coalesce(min(m.seq), 1) <> 1

-- name: cursors
SELECT m.room_id, m.user_id, m.read_seq, r.last_seq
FROM members m JOIN rooms r ON r.id = m.room_id
WHERE m.read_seq < 0 OR m.read_seq > r.last_seq

-- name: changeCounts
SELECT r.id, r.change_seq, max(m.change_seq)
FROM rooms r JOIN messages m ON m.room_id = r.id
GROUP BY r.id
HAVING max(m.change_seq) > r.change_seq

-- name: sharedChanges
SELECT room_id, change_seq, count(*) FROM messages WHERE change_seq IS NOT NULL
GROUP BY room_id, change_seq
HAVING count(*) > 1

-- name: remains
SELECT m.room_id, m.id FROM messages m
WHERE m.deleted_at IS NOT NULL AND (m.content <> '' OR m.pinned_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM edits e WHERE e.room_id = m.room_id AND e.seq = m.seq)
    OR EXISTS (SELECT 1 FROM files f WHERE f.room_id = m.room_id AND f.seq = m.seq)
    OR EXISTS (SELECT 1 FROM reactions x WHERE x.room_id = m.room_id AND x.seq = m.seq)
    OR EXISTS (SELECT 1 FROM mentions n WHERE n.room_id = m.room_id AND n.seq = m.seq)
    OR EXISTS (SELECT 1 FROM notifications y WHERE y.room_id = m.room_id AND y.seq = m.seq))

-- name: blobCounts
SELECT b.hash, b.refs, count(f.id) FROM blobs b LEFT JOIN files f ON f.hash = b.hash
GROUP BY b.hash
HAVING count(f.id) <> b.refs
