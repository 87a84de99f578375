-- What of moving a team is SQLite's own.

-- name: copyToAudit
INSERT INTO audit (id, at, user_id, action, target, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: copyToDepartures
INSERT INTO departures (id, room_id, user_id, heir_id) VALUES (?1, ?2, ?3, ?4)

-- name: rowsOfMessages
SELECT rowid, id, room_id, seq, user_id, content, created_at, client_id, reply_to, change_seq, changed_at, edited_at,
    deleted_at, pinned_at FROM messages ORDER BY rowid

-- name: copyToMessages
INSERT INTO messages (rowid, id, room_id, seq, user_id, content, created_at, client_id, reply_to, change_seq,
    changed_at, edited_at, deleted_at, pinned_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)

-- name: copyToChannels
INSERT INTO channels (id, name, user_id, created_at, last_point, bytes) VALUES (?1, ?2, ?3, ?4, ?5, 0 * CAST(?6 AS
    BIGINT))

-- name: copyToChannelPoints
INSERT INTO channel_points (id, channel_id, at, json) VALUES (?1, ?2, ?3, ?4)

-- name: counters
-- The highest numbers that were given, also those that nobody has any more.
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0),
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'channel_points'), 0),
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'departures'), 0),
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'notifications'), 0)

-- name: forgetCounters
DELETE FROM sqlite_sequence

-- name: setCounters
INSERT INTO sqlite_sequence (name, seq)
VALUES ('audit', ?1), ('channel_points', ?2), ('departures', ?3), ('notifications', ?4)
