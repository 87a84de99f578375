-- name: people
SELECT id, username, display_name, role, created_at, last_seen, disabled_at IS NOT NULL
FROM users WHERE removed_at IS NULL AND password_hash <> '' AND username_key > ?1
ORDER BY username_key LIMIT ?2

-- name: person
SELECT id, username, display_name, role, created_at, last_seen, disabled_at IS NOT NULL
FROM users WHERE id = ?1 AND removed_at IS NULL

-- name: setDisabled
UPDATE users SET disabled_at = ?2 WHERE id = ?1

-- name: setRemoved
-- The hash is of use to nobody any more.
UPDATE users SET removed_at = ?2, disabled_at = coalesce(disabled_at, ?2), password_hash = '' WHERE id = ?1

-- name: roomIdsOf
SELECT room_id FROM members WHERE user_id = ?1 ORDER BY room_id

-- name: ownersBeside
SELECT count(*) FROM users WHERE role = 'owner' AND disabled_at IS NULL AND removed_at IS NULL AND id <> ?1

-- name: addDeparture
INSERT INTO departures (room_id, user_id, heir_id) VALUES (?1, ?2, ?3)

-- name: pruneDepartures
DELETE FROM departures WHERE id <= (SELECT max(id) FROM departures) - ?1

-- name: lastDeparture
SELECT coalesce(max(id), 0) FROM departures

-- name: departures
SELECT d.id, d.room_id, d.user_id, u.last_seen, coalesce(d.heir_id, '')
FROM departures d JOIN users u ON u.id = d.user_id
WHERE d.id > ?1 ORDER BY d.id LIMIT ?2
