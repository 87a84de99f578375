-- name: addText
INSERT INTO search_texts (room_id, seq, position, said_at, folded)
SELECT room_id, seq, rowid, created_at, search_folded(content) FROM messages WHERE room_id = ?1 AND seq = ?2

-- name: refoldText
UPDATE search_texts SET folded = (
    SELECT search_folded(m.content) FROM messages m WHERE m.room_id = search_texts.room_id AND m.seq = search_texts.seq)
WHERE room_id = ?1 AND seq = ?2

-- name: dropText
DELETE FROM search_texts WHERE room_id = ?1 AND seq = ?2

-- name: addBlock
INSERT INTO search_blocks (room_id, block, first_position, last_position, first_at, last_at, signature)
SELECT m.room_id, ?2, min(m.rowid), max(m.rowid), min(m.created_at), max(m.created_at), search_signature(t.folded)
FROM messages m LEFT JOIN search_texts t ON t.room_id = m.room_id AND t.seq = m.seq
WHERE m.room_id = ?1 AND m.seq > ?2 * 64 AND m.seq <= ?2 * 64 + 64
GROUP BY m.room_id

-- name: signBlock
UPDATE search_blocks SET signature = (
    SELECT search_signature(folded) FROM search_texts WHERE room_id = ?1 AND seq > ?2 * 64 AND seq <= ?2 * 64 + 64)
WHERE room_id = ?1 AND block = ?2

-- name: searchTail
SELECT coalesce((SELECT max(block) + 1 FROM search_blocks WHERE room_id = ?1), 0), rowid
FROM messages WHERE room_id = ?1
ORDER BY seq DESC LIMIT 1

-- name: searchBlock
SELECT block, last_position, signature FROM search_blocks
WHERE room_id = ?1 AND block < ?2 AND first_position <= ?3 AND first_at < ?4 AND last_at >= ?5
ORDER BY block DESC LIMIT 1

-- name: textsOfBlock
SELECT position, said_at, folded FROM search_texts
WHERE room_id = ?1 AND seq > ?2 * 64 AND seq <= ?2 * 64 + 64
ORDER BY seq DESC

-- name: textsOfWriter
SELECT t.position, t.said_at, t.folded
FROM messages m INDEXED BY messages_of_user CROSS JOIN search_texts t ON t.room_id = m.room_id AND t.seq = m.seq
WHERE m.room_id = ?1 AND m.user_id = ?3 AND m.seq > ?2 * 64 AND m.seq <= ?2 * 64 + 64
ORDER BY m.seq DESC

-- name: messageAt
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id,
    m.reply_to, m.edited_at, m.deleted_at, m.pinned_at, m.change_seq
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.rowid = ?1

-- name: positionOf
SELECT rowid FROM messages WHERE id = ?1
