-- name: createUser
INSERT INTO users (id, username, username_key, display_name, role, password_hash, created_at)
VALUES (:p1, :p2, :p3, :p4, CASE WHEN EXISTS (SELECT 1 FROM users) THEN :p5 ELSE 'owner' END, :p6, :p7)
RETURNING id, username, display_name, role

-- name: userByName
SELECT id, username, display_name, role, password_hash, created_at FROM users WHERE username_key = :p1

-- name: userById
SELECT id, username, display_name, role FROM users WHERE id = :p1

-- name: users
SELECT id, username, display_name, role FROM users ORDER BY username_key

-- name: userCount
SELECT count(*) FROM users

-- name: setPassword
UPDATE users SET password_hash = :p2 WHERE id = :p1

-- name: setRole
UPDATE users SET role = :p2 WHERE id = :p1

-- name: addToken
INSERT INTO tokens (hash, user_id, created_at) VALUES (:p1, :p2, :p3)

-- name: userByToken
SELECT u.id, u.username, u.display_name, u.role
FROM tokens t JOIN users u ON u.id = t.user_id
WHERE t.hash = :p1

-- name: revokeToken
DELETE FROM tokens WHERE hash = :p1

-- name: revokeTokensOf
DELETE FROM tokens WHERE user_id = :p1

-- name: countRevocation
INSERT INTO meta (key, value) VALUES ('revocations', '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1

-- name: revocations
SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'revocations'), 0)

-- name: addInvite
INSERT INTO invites (hash, created_by, role, uses_left, expires_at) VALUES (:p1, :p2, :p3, :p4, :p5)

-- name: redeemInvite
UPDATE invites SET uses_left = uses_left - 1
WHERE hash = :p1 AND uses_left > 0 AND (expires_at = 0 OR expires_at > :p2)
RETURNING hash, created_by, role, uses_left, expires_at
