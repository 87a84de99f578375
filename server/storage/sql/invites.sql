-- name: addInvite
INSERT INTO invites (hash, created_by, role, uses_left, expires_at, id, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: redeemInvite
UPDATE invites SET uses_left = uses_left - 1
WHERE hash = ?1 AND uses_left > 0 AND (expires_at = 0 OR expires_at > ?2)
RETURNING hash, created_by, role, uses_left, expires_at, id, created_at

-- name: invites
SELECT i.id, i.role, i.uses_left, i.created_at, i.expires_at, coalesce(i.created_by, ''), coalesce(u.username, '')
FROM invites i LEFT JOIN users u ON u.id = i.created_by
WHERE i.uses_left > 0 AND (i.expires_at = 0 OR i.expires_at > ?1) AND (?2 = '' OR i.created_by = ?2)
ORDER BY i.created_at DESC, i.id

-- name: revokeInvite
DELETE FROM invites WHERE id = ?1 AND (?2 = '' OR created_by = ?2)

-- name: revokeInvitesOf
DELETE FROM invites WHERE created_by = ?1

-- name: sweepInvites
DELETE FROM invites WHERE uses_left = 0 OR (expires_at > 0 AND expires_at <= ?1)
