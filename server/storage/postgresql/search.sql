-- name: addText
INSERT INTO search_texts (room_id, seq, position, said_at, folded)
SELECT room_id, seq, position, created_at, ?3 FROM messages WHERE room_id = ?1 AND seq = ?2

-- name: addBlock
INSERT INTO search_blocks (room_id, block, first_position, last_position, first_at, last_at, signature)
SELECT room_id, CAST(?2 AS bigint), min(position), max(position), min(created_at), max(created_at), CAST(?3 AS bytea)
FROM messages WHERE room_id = ?1 AND seq > CAST(?2 AS bigint) * 64 AND seq <= CAST(?2 AS bigint) * 64 + 64
GROUP BY room_id

-- name: searchTail
SELECT coalesce((SELECT max(block) + 1 FROM search_blocks WHERE room_id = ?1), 0), position
FROM messages WHERE room_id = ?1
ORDER BY seq DESC LIMIT 1

-- name: textsOfWriter
SELECT t.position, t.said_at, t.folded
FROM messages m JOIN search_texts t ON t.room_id = m.room_id AND t.seq = m.seq
WHERE m.room_id = ?1 AND m.user_id = ?3 AND m.seq > ?2 * 64 AND m.seq <= ?2 * 64 + 64
ORDER BY m.seq DESC

-- name: messageAt
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id,
    m.reply_to, m.edited_at, m.deleted_at, m.pinned_at, m.change_seq
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.position = ?1

-- name: positionOf
SELECT position FROM messages WHERE id = ?1
