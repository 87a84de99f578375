-- name: addToken
-- Not for who may not sign in, however it came that they got so far.
INSERT INTO tokens (hash, user_id, created_at, id, device, last_seen)
SELECT ?1, id, ?3, ?4, ?5, ?3 FROM users WHERE id = ?2 AND disabled_at IS NULL AND removed_at IS NULL

-- name: userByToken
SELECT u.id, u.username, u.display_name, u.role
FROM tokens t JOIN users u ON u.id = t.user_id
WHERE t.hash = ?1 AND u.disabled_at IS NULL AND u.removed_at IS NULL

-- name: sessionsOf
SELECT id, user_id, hash, device, created_at, last_seen FROM tokens WHERE user_id = ?1
ORDER BY last_seen DESC, created_at DESC, id

-- name: session
SELECT id, user_id, hash, device, created_at, last_seen FROM tokens WHERE user_id = ?1 AND id = ?2

-- name: touchToken
UPDATE tokens SET last_seen = ?2 WHERE hash = ?1 AND last_seen < ?2

-- name: staleTokens
SELECT hash FROM tokens WHERE user_id = ?1 ORDER BY last_seen DESC, created_at DESC, id LIMIT 9223372036854775807 OFFSET ?2

-- name: revokeToken
DELETE FROM tokens WHERE hash = ?1

-- name: revokeTokensOf
DELETE FROM tokens WHERE user_id = ?1 AND hash <> ?2

-- name: revocations
SELECT coalesce((SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'revocations'), 0)
