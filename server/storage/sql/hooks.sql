-- name: addHook
INSERT INTO hooks (id, hash, room_id, bot_id, created_by, name, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: hookByHash
SELECT id, hash, room_id, bot_id, created_by, name, created_at FROM hooks WHERE hash = ?1

-- name: hooksOf
SELECT id, hash, room_id, bot_id, created_by, name, created_at FROM hooks WHERE room_id = ?1
ORDER BY created_at DESC, id

-- name: removeHook
DELETE FROM hooks WHERE room_id = ?1 AND id = ?2 RETURNING id, hash, room_id, bot_id, created_by, name, created_at
