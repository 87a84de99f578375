-- name: messageByClientId
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.user_id = :p1 AND m.client_id = :p2

-- name: nextSeq
UPDATE rooms SET
    last_seq = last_seq + 1,
    last_at = :p2,
    activity = (SELECT max(activity) + 1 FROM rooms)
WHERE id = :p1
RETURNING last_seq

-- name: insertMessage
INSERT INTO messages (id, room_id, seq, user_id, content, created_at, client_id)
VALUES (:p1, :p2, :p3, :p4, :p5, :p6, :p7)

-- name: usernameOf
SELECT username FROM users WHERE id = :p1

-- name: mentionRoom
INSERT INTO mentions (room_id, user_id, seq, author_id) VALUES (:p1, '', :p2, :p3)

-- name: mentionMember
INSERT INTO mentions (room_id, user_id, seq, author_id)
SELECT m.room_id, m.user_id, :p2, :p3
FROM users u JOIN members m ON m.user_id = u.id AND m.room_id = :p1
WHERE u.username_key = :p4 AND u.id <> :p3
ON CONFLICT DO NOTHING

-- name: seqOf
SELECT seq FROM messages WHERE id = :p1 AND room_id = :p2

-- name: messagesAfter
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.room_id = :p1 AND m.seq > :p2 AND m.seq < :p3
ORDER BY m.seq LIMIT :p4

-- name: messagesBefore
SELECT m.id, m.seq, m.room_id, m.user_id, u.username, m.content, m.created_at, m.client_id
FROM messages m JOIN users u ON u.id = m.user_id
WHERE m.room_id = :p1 AND m.seq < :p2
ORDER BY m.seq DESC LIMIT :p3
