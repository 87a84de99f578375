-- name: createUser
INSERT INTO users (id, username, username_key, display_name, role, password_hash, created_at)
VALUES (?1, ?2, ?3, ?4, CASE WHEN EXISTS (SELECT 1 FROM users) THEN ?5 ELSE 'owner' END, ?6, ?7)
RETURNING id, username, display_name, role

-- name: userByName
SELECT id, username, display_name, role, password_hash, created_at FROM users WHERE username_key = ?1

-- name: userById
SELECT id, username, display_name, role FROM users WHERE id = ?1

-- name: users
SELECT id, username, display_name, role FROM users ORDER BY username_key

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

-- name: addToken
INSERT INTO tokens (hash, user_id, created_at) VALUES (?1, ?2, ?3)

-- name: userByToken
SELECT u.id, u.username, u.display_name, u.role
FROM tokens t JOIN users u ON u.id = t.user_id
WHERE t.hash = ?1

-- name: revokeToken
DELETE FROM tokens WHERE hash = ?1

-- name: revokeTokensOf
DELETE FROM tokens WHERE user_id = ?1

-- name: countRevocation
INSERT INTO meta (key, value) VALUES ('revocations', '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1

-- name: revocations
SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'revocations'), 0)

-- name: addInvite
INSERT INTO invites (hash, created_by, role, uses_left, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: redeemInvite
UPDATE invites SET uses_left = uses_left - 1
WHERE hash = ?1 AND uses_left > 0 AND (expires_at = 0 OR expires_at > ?2)
RETURNING hash, created_by, role, uses_left, expires_at
