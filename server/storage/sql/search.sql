-- name: refoldText
UPDATE search_texts SET folded = ?3 WHERE room_id = ?1 AND seq = ?2

-- name: dropText
DELETE FROM search_texts WHERE room_id = ?1 AND seq = ?2

-- name: signBlock
UPDATE search_blocks SET signature = ?3 WHERE room_id = ?1 AND block = ?2

-- name: searchBlock
SELECT block, last_position, signature FROM search_blocks
WHERE room_id = ?1 AND block < ?2 AND first_position <= ?3 AND first_at < ?4 AND last_at >= ?5
ORDER BY block DESC LIMIT 1

-- name: textsOfBlock
SELECT position, said_at, folded FROM search_texts
WHERE room_id = ?1 AND seq > ?2 * 64 AND seq <= ?2 * 64 + 64
ORDER BY seq DESC

-- name: hasBlock
SELECT 1 FROM search_blocks WHERE room_id = ?1 AND block = ?2
