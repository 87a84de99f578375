-- name: createUser
INSERT INTO users (id, username, username_key, display_name, role, password_hash, created_at)
VALUES (?1, ?2, ?3, ?4, CASE WHEN EXISTS (SELECT 1 FROM users) THEN ?5 ELSE 'owner' END, ?6, ?7)
RETURNING id, username, display_name, role

-- name: userByName
SELECT id, username, display_name, role, password_hash, created_at, disabled_at IS NOT NULL OR removed_at IS NOT NULL
FROM users WHERE username_key = ?1

-- name: userById
SELECT id, username, display_name, role FROM users WHERE id = ?1

-- name: users
SELECT id, username, display_name, role FROM users WHERE removed_at IS NULL ORDER BY username_key

-- name: userCount
SELECT count(*) FROM users

-- name: setPassword
UPDATE users SET password_hash = ?2 WHERE id = ?1

-- name: setRole
UPDATE users SET role = ?2 WHERE id = ?1

-- name: sharesReads
SELECT shares_reads FROM users WHERE id = ?1

-- name: setSharesReads
UPDATE users SET shares_reads = ?2 WHERE id = ?1

-- name: setDisplayName
UPDATE users SET display_name = ?2 WHERE id = ?1

-- name: lastSeen
SELECT last_seen FROM users WHERE id = ?1

-- name: setLastSeen
UPDATE users SET last_seen = ?2 WHERE id = ?1
