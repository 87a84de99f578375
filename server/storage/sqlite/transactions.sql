-- name: begin
BEGIN IMMEDIATE

-- name: beginReading
BEGIN

-- name: commit
COMMIT

-- name: rollback
ROLLBACK

-- name: savepoint
SAVEPOINT job

-- name: release
RELEASE job

-- name: rollbackToSavepoint
ROLLBACK TO job

-- name: version
PRAGMA user_version
