-- name: messageByClientId
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id,
    m.reply_to, m.edited_at, m.deleted_at, m.pinned_at, m.change_seq
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.user_id = ?1 AND m.client_id = ?2

-- name: messageById
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id,
    m.reply_to, m.edited_at, m.deleted_at, m.pinned_at, m.change_seq
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.id = ?1 AND m.room_id = ?2

-- name: nextSeq
-- For a message that is not stored yet, and who writes it. None else is counted, so that an ordinary one needs no look first.
UPDATE rooms SET
    last_seq = last_seq + 1,
    last_at = ?2,
    activity = (SELECT max(activity) + 1 FROM rooms)
WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM messages WHERE user_id = ?3 AND client_id = ?4)
RETURNING last_seq, (SELECT username FROM users WHERE id = ?3)

-- name: insertMessage
INSERT INTO messages (id, room_id, seq, user_id, content, created_at, client_id, reply_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: mentionRoom
INSERT INTO mentions (room_id, user_id, seq, author_id) VALUES (?1, '', ?2, ?3)

-- name: mentionMember
INSERT INTO mentions (room_id, user_id, seq, author_id)
SELECT m.room_id, m.user_id, ?2, ?3
FROM users u JOIN members m ON m.user_id = u.id AND m.room_id = ?1
WHERE u.username_key = ?4 AND u.id <> ?3
ON CONFLICT DO NOTHING

-- name: seqOf
SELECT seq FROM messages WHERE id = ?1 AND room_id = ?2

-- name: messagesAfter
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id,
    m.reply_to, m.edited_at, m.deleted_at, m.pinned_at, m.change_seq
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.room_id = ?1 AND m.seq > ?2 AND m.seq < ?3
ORDER BY m.seq LIMIT ?4

-- name: messagesBefore
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id,
    m.reply_to, m.edited_at, m.deleted_at, m.pinned_at, m.change_seq
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.room_id = ?1 AND m.seq < ?2
ORDER BY m.seq DESC LIMIT ?3

-- name: repliesAfter
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id,
    m.reply_to, m.edited_at, m.deleted_at, m.pinned_at, m.change_seq
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.reply_to = ?1 AND m.seq > ?2
ORDER BY m.seq LIMIT ?3

-- name: reactionsBetween
SELECT seq, emoji, user_id FROM reactions
WHERE room_id = ?1 AND seq BETWEEN ?2 AND ?3
ORDER BY seq, change_seq
