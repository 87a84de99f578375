-- name: addAudit
INSERT INTO audit (at, user_id, action, target, detail) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: auditPage
SELECT a.id, a.at, coalesce(a.user_id, ''), coalesce(u.username, ''), a.action, a.target, a.detail
FROM audit a LEFT JOIN users u ON u.id = a.user_id
WHERE a.id < ?1
ORDER BY a.id DESC LIMIT ?2

-- name: pruneAudit
DELETE FROM audit WHERE id <= (SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET ?1)
