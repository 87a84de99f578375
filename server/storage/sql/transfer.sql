-- Every table for moving a team into another database (server/storage/transfer.h); what they have in common. Ordered by
-- their keys, so that both databases give the same rows in the same order. What triggers count begins at nothing.

-- name: rowsOfUsers
SELECT id, username, username_key, display_name, role, password_hash, created_at, last_seen, shares_reads,
    disabled_at, removed_at FROM users ORDER BY id

-- name: copyToUsers
INSERT INTO users (id, username, username_key, display_name, role, password_hash, created_at, last_seen, shares_reads,
    disabled_at, removed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)

-- name: rowsOfTokens
SELECT hash, user_id, created_at, id, device, last_seen FROM tokens ORDER BY hash

-- name: copyToTokens
INSERT INTO tokens (hash, user_id, created_at, id, device, last_seen) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: rowsOfInvites
SELECT hash, created_by, role, uses_left, expires_at, id, created_at FROM invites ORDER BY hash

-- name: copyToInvites
INSERT INTO invites (hash, created_by, role, uses_left, expires_at, id, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6,
    ?7)

-- name: rowsOfAudit
SELECT id, at, user_id, action, target, detail FROM audit ORDER BY id

-- name: rowsOfRooms
SELECT id, name, name_key, topic, is_private, direct_a, direct_b, created_by, created_at, last_seq, last_at, activity,
    change_seq, read_moves, archived_at FROM rooms ORDER BY id

-- name: copyToRooms
INSERT INTO rooms (id, name, name_key, topic, is_private, direct_a, direct_b, created_by, created_at, last_seq,
    last_at, activity, change_seq, read_moves, archived_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
    ?13, ?14, ?15)

-- name: rowsOfMembers
SELECT room_id, user_id, read_seq, joined_at, role, joined_seq, read_move FROM members ORDER BY room_id, user_id

-- name: copyToMembers
INSERT INTO members (room_id, user_id, read_seq, joined_at, role, joined_seq, read_move) VALUES (?1, ?2, ?3, ?4, ?5,
    ?6, ?7)

-- name: rowsOfDepartures
SELECT id, room_id, user_id, heir_id FROM departures ORDER BY id

-- name: rowsOfMentions
SELECT room_id, user_id, seq, author_id FROM mentions ORDER BY room_id, user_id, seq

-- name: copyToMentions
INSERT INTO mentions (room_id, user_id, seq, author_id) VALUES (?1, ?2, ?3, ?4)

-- name: rowsOfEdits
SELECT room_id, seq, change_seq, content, created_at FROM edits ORDER BY room_id, seq, change_seq

-- name: copyToEdits
INSERT INTO edits (room_id, seq, change_seq, content, created_at) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: rowsOfReactions
SELECT room_id, seq, emoji, user_id, change_seq FROM reactions ORDER BY room_id, seq, emoji, user_id

-- name: copyToReactions
INSERT INTO reactions (room_id, seq, emoji, user_id, change_seq) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: rowsOfSearchTexts
SELECT room_id, seq, position, said_at, folded FROM search_texts ORDER BY room_id, seq

-- name: copyToSearchTexts
INSERT INTO search_texts (room_id, seq, position, said_at, folded) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: rowsOfSearchBlocks
SELECT room_id, block, first_position, last_position, first_at, last_at, signature FROM search_blocks ORDER BY
    room_id, block

-- name: copyToSearchBlocks
INSERT INTO search_blocks (room_id, block, first_position, last_position, first_at, last_at, signature) VALUES (?1,
    ?2, ?3, ?4, ?5, ?6, ?7)

-- name: rowsOfNotifications
SELECT position, user_id, type, room_id, seq, author_id, created_at, is_silent, is_read FROM notifications ORDER BY
    position

-- name: copyToNotifications
INSERT INTO notifications (position, user_id, type, room_id, seq, author_id, created_at, is_silent, is_read) VALUES
    (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)

-- name: rowsOfNotificationLevels
SELECT room_id, user_id, level FROM notification_levels ORDER BY room_id, user_id

-- name: copyToNotificationLevels
INSERT INTO notification_levels (room_id, user_id, level) VALUES (?1, ?2, ?3)

-- name: rowsOfNotificationSettings
SELECT user_id, quiet_from, quiet_to, utc_offset, quiet_until FROM notification_settings ORDER BY user_id

-- name: copyToNotificationSettings
INSERT INTO notification_settings (user_id, quiet_from, quiet_to, utc_offset, quiet_until) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: rowsOfKeywords
SELECT word, user_id, place, shown FROM keywords ORDER BY word, user_id

-- name: copyToKeywords
INSERT INTO keywords (word, user_id, place, shown) VALUES (?1, ?2, ?3, ?4)

-- name: rowsOfBlobs
SELECT hash, size, type, width, height, has_thumbnail, refs FROM blobs ORDER BY hash

-- name: copyToBlobs
INSERT INTO blobs (hash, size, type, width, height, has_thumbnail, refs) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0 * CAST(?7
    AS BIGINT))

-- name: rowsOfFiles
SELECT id, room_id, user_id, hash, name, size, created_at, seq, place FROM files ORDER BY id

-- name: copyToFiles
INSERT INTO files (id, room_id, user_id, hash, name, size, created_at, seq, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
    ?8, ?9)

-- name: rowsOfUploads
SELECT id, room_id, user_id, name, size, stored_bytes, created_at FROM uploads ORDER BY id

-- name: copyToUploads
INSERT INTO uploads (id, room_id, user_id, name, size, stored_bytes, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: rowsOfChannels
SELECT id, name, user_id, created_at, last_point, bytes FROM channels ORDER BY id

-- name: rowsOfChannelPoints
SELECT id, channel_id, at, json FROM channel_points ORDER BY id

-- name: rowsOfChannelBuckets
SELECT channel_id, field, at, count, sum, least, most FROM channel_buckets ORDER BY channel_id, field, at

-- name: copyToChannelBuckets
INSERT INTO channel_buckets (channel_id, field, at, count, sum, least, most) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: rowsOfChannelTokens
SELECT id, hash, user_id, name, publish, read, created_at FROM channel_tokens ORDER BY id

-- name: copyToChannelTokens
INSERT INTO channel_tokens (id, hash, user_id, name, publish, read, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: rowsOfHooks
SELECT id, hash, room_id, bot_id, created_by, name, created_at FROM hooks ORDER BY id

-- name: copyToHooks
INSERT INTO hooks (id, hash, room_id, bot_id, created_by, name, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: rowsOfDashboards
SELECT id, name, json FROM dashboards ORDER BY id

-- name: copyToDashboards
INSERT INTO dashboards (id, name, json) VALUES (?1, ?2, ?3)

-- name: rowsOfAlerts
SELECT id, name, room_id, json FROM alerts ORDER BY id

-- name: copyToAlerts
INSERT INTO alerts (id, name, room_id, json) VALUES (?1, ?2, ?3, ?4)

-- name: rowsOfCharts
SELECT room_id, seq, json FROM charts ORDER BY room_id, seq

-- name: copyToCharts
INSERT INTO charts (room_id, seq, json) VALUES (?1, ?2, ?3)

-- name: rowsOfMeta
SELECT key, value FROM meta WHERE key IN ('epoch', 'revocations') ORDER BY key

-- name: copyToMeta
INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value

-- name: rowsOfChannelRollup
SELECT up_to FROM channel_rollup

-- name: copyToChannelRollup
UPDATE channel_rollup SET up_to = ?1

-- name: isUsed
SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM rooms) OR EXISTS (SELECT 1 FROM channels)
    OR EXISTS (SELECT 1 FROM invites) OR EXISTS (SELECT 1 FROM dashboards)
