-- name: epoch
SELECT value FROM meta WHERE key = 'epoch'
