-- name: nextChange
UPDATE rooms SET change_seq = change_seq + 1 WHERE id = ?1 RETURNING change_seq

-- name: noteChange
UPDATE messages SET change_seq = ?3, changed_at = ?4 WHERE room_id = ?1 AND seq = ?2

-- name: keepText
INSERT INTO edits (room_id, seq, change_seq, content, created_at)
SELECT room_id, seq, ?3, content, coalesce(edited_at, created_at) FROM messages WHERE room_id = ?1 AND seq = ?2

-- name: setText
UPDATE messages SET content = ?3, edited_at = ?4 WHERE room_id = ?1 AND seq = ?2

-- name: wipeText
UPDATE messages SET content = '', edited_at = NULL, pinned_at = NULL, deleted_at = ?3 WHERE room_id = ?1 AND seq = ?2

-- name: wipeEdits
DELETE FROM edits WHERE room_id = ?1 AND seq = ?2

-- name: wipeMentions
DELETE FROM mentions WHERE room_id = ?1 AND seq = ?2

-- name: wipeReactions
DELETE FROM reactions WHERE room_id = ?1 AND seq = ?2

-- name: addReaction
INSERT INTO reactions (room_id, seq, emoji, user_id, change_seq) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: removeReaction
DELETE FROM reactions WHERE room_id = ?1 AND seq = ?2 AND emoji = ?3 AND user_id = ?4

-- name: setPin
UPDATE messages SET pinned_at = ?3 WHERE room_id = ?1 AND seq = ?2

-- name: takePin
UPDATE messages SET pinned_at = NULL WHERE room_id = ?1 AND seq = ?2

-- name: pinCount
SELECT count(*) FROM messages WHERE room_id = ?1 AND pinned_at IS NOT NULL

-- name: pins
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id,
    m.reply_to, m.edited_at, m.deleted_at, m.pinned_at, m.change_seq
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.room_id = ?1 AND m.pinned_at IS NOT NULL
ORDER BY m.pinned_at DESC, m.seq DESC

-- name: earlierTexts
SELECT content, created_at, change_seq FROM edits
WHERE room_id = ?1 AND seq = ?2 AND change_seq > ?3
ORDER BY change_seq LIMIT 100

-- name: changesAfter
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id,
    m.reply_to, m.edited_at, m.deleted_at, m.pinned_at, m.change_seq
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.room_id = ?1 AND m.change_seq > ?2 AND m.change_seq <= ?3 AND m.seq <= ?4
ORDER BY m.change_seq LIMIT ?5

-- name: positionAt
SELECT coalesce(
    (SELECT min(change_seq) - 1 FROM messages WHERE room_id = ?1 AND changed_at > ?2),
    (SELECT change_seq FROM rooms WHERE id = ?1),
    0)
