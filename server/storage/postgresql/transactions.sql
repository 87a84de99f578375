-- name: begin
-- One writer at a time, of all nodes: each sees what the one before has committed (hence READ COMMITTED: a snapshot from
-- before the lock would not), and whatever counts (seq, changes, positions) counts in the order of the commits. The lock is
-- the transaction's: it goes with it, however that ends. Its number is "hearth" in ASCII. Then the transaction's own number.
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SELECT pg_advisory_xact_lock(114784635876456);
SELECT pg_current_xact_id()

-- name: outcome
SELECT pg_xact_status(CAST(CAST(?1 AS text) AS xid8))

-- name: beginReading
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY

-- name: commit
COMMIT

-- name: rollback
ROLLBACK

-- name: savepointEven
-- Two names in turn: who was never given one must not go back to that of the job before.
SAVEPOINT even

-- name: releaseEven
RELEASE SAVEPOINT even

-- name: rollbackToEven
ROLLBACK TO SAVEPOINT even

-- name: savepointOdd
SAVEPOINT odd

-- name: releaseOdd
RELEASE SAVEPOINT odd

-- name: rollbackToOdd
ROLLBACK TO SAVEPOINT odd

-- name: sessionToWrite
-- What an operator may have set otherwise for all of the server. Nobody waits for a node that stands still: the server
-- ends the session of one that does nothing within a transaction, and with it the lock; and, within seconds, that of one whose
-- machine is gone, and with it its place (below).
SELECT set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') = 'off' THEN 'on'
        ELSE current_setting('synchronous_commit') END, FALSE),
    set_config('default_transaction_read_only', 'off', FALSE), set_config('lock_timeout', '10s', FALSE),
    set_config('idle_in_transaction_session_timeout', '10s', FALSE), set_config('jit', 'off', FALSE),
    set_config('tcp_keepalives_idle', '5', FALSE), set_config('tcp_keepalives_interval', '1', FALSE),
    set_config('tcp_keepalives_count', '3', FALSE)

-- name: takeDatabase
-- The session's: the only server has it for itself, several share it, and each has its name for itself. One that is about
-- to go, or our own session that was lost on the way, needs a moment.
SET lock_timeout = '2s';
SELECT pg_advisory_lock(114784635876457)

-- name: shareDatabase
SET lock_timeout = '2s';
SELECT pg_advisory_lock_shared(114784635876457)

-- name: takeName
SELECT pg_advisory_lock(?1)

-- name: placeTaken
SET lock_timeout = '10s'

-- name: sessionToRead
-- A server asks twice a second at least: one that does not stands still, and leads no longer (maintenance.sql).
SELECT set_config('default_transaction_read_only', 'on', FALSE), set_config('jit', 'off', FALSE),
    set_config('idle_in_transaction_session_timeout', '10s', FALSE),
    set_config('tcp_keepalives_idle', '5', FALSE), set_config('tcp_keepalives_interval', '1', FALSE),
    set_config('tcp_keepalives_count', '3', FALSE),
    CASE WHEN current_setting('idle_session_timeout', TRUE) IS NULL THEN '' -- before PostgreSQL 14
        ELSE set_config('idle_session_timeout', '15s', FALSE) END

-- name: hasVersion
SELECT to_regclass('hearth_version') IS NOT NULL

-- name: version
SELECT version FROM hearth_version

-- name: setVersion
UPDATE hearth_version SET version = ?1
