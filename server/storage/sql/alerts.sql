-- name: alerts
SELECT json FROM alerts ORDER BY lower(name), id

-- name: alertById
SELECT json FROM alerts WHERE id = ?1

-- name: removeAlert
DELETE FROM alerts WHERE id = ?1
