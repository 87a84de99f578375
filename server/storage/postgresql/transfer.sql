-- What of moving a team is PostgreSQL's own.

-- name: copyToAudit
INSERT INTO audit (id, at, user_id, action, target, detail) OVERRIDING SYSTEM VALUE VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: copyToDepartures
INSERT INTO departures (id, room_id, user_id, heir_id) OVERRIDING SYSTEM VALUE VALUES (?1, ?2, ?3, ?4)

-- name: rowsOfMessages
SELECT position, id, room_id, seq, user_id, content, created_at, client_id, reply_to, change_seq, changed_at,
    edited_at, deleted_at, pinned_at FROM messages ORDER BY position

-- name: copyToMessages
INSERT INTO messages (position, id, room_id, seq, user_id, content, created_at, client_id, reply_to, change_seq,
    changed_at, edited_at, deleted_at, pinned_at) OVERRIDING SYSTEM VALUE VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
    ?10, ?11, ?12, ?13, ?14)

-- name: copyToChannels
INSERT INTO channels (id, name, user_id, created_at, last_point, bytes) OVERRIDING SYSTEM VALUE VALUES (?1, ?2, ?3,
    ?4, ?5, 0 * CAST(?6 AS BIGINT))

-- name: copyToChannelPoints
INSERT INTO channel_points (id, channel_id, at, json) OVERRIDING SYSTEM VALUE VALUES (?1, ?2, ?3, ?4)

-- name: counters
-- The highest numbers that were given, also those that nobody has any more.
SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('audit', 'id')), 0),
    coalesce(pg_sequence_last_value(pg_get_serial_sequence('channel_points', 'id')), 0),
    coalesce(pg_sequence_last_value(pg_get_serial_sequence('departures', 'id')), 0),
    (SELECT last FROM notification_position)

-- name: forgetCounters
UPDATE notification_position SET last = 0

-- name: setCounters
WITH given AS (UPDATE notification_position SET last = CAST(?4 AS bigint) RETURNING last)
SELECT
    setval(pg_get_serial_sequence('audit', 'id'), greatest(CAST(?1 AS bigint), 1), CAST(?1 AS bigint) > 0),
    setval(pg_get_serial_sequence('channel_points', 'id'), greatest(CAST(?2 AS bigint), 1), CAST(?2 AS bigint) > 0),
    setval(pg_get_serial_sequence('departures', 'id'), greatest(CAST(?3 AS bigint), 1), CAST(?3 AS bigint) > 0),
    setval(pg_get_serial_sequence('channels', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM channels), FALSE),
    setval(pg_get_serial_sequence('messages', 'position'), (SELECT coalesce(max(position), 0) + 1 FROM messages), FALSE),
    last
FROM given
