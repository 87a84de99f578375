-- name: store.rooms
SELECT id, coalesce((SELECT p.display_name FROM people p WHERE p.id = r.direct_user), name), topic, private,
    direct_user, epoch, last_seq, cursor, read_seq, last_at,
    (SELECT count(*) FROM messages m WHERE m.room_id = r.id AND m.id <> '' AND NOT m.deleted
        AND m.user_id <> :self AND m.seq > max(r.read_seq, iif(r.counted_read = r.read_seq, r.counted_seq, 0)))
        + iif(r.counted_read = r.read_seq, r.counted_unread, 0),
    (SELECT count(*) FROM messages m WHERE m.room_id = r.id AND m.mentions AND m.user_id <> :self
        AND m.seq > max(r.read_seq, iif(r.counted_read = r.read_seq, r.counted_seq, 0)))
        + iif(r.counted_read = r.read_seq, r.counted_mentions, 0),
    others_read, change_seq, role, archived_at
FROM rooms r WHERE :room = '' OR r.id = :room ORDER BY r.id;
-- name: store.save_room
INSERT INTO rooms (id, name, topic, private, direct_user, epoch, last_seq, cursor, read_seq, last_at,
    counted_seq, counted_read, counted_unread, counted_mentions, role, archived_at)
VALUES (:id, :name, :topic, :private, :direct, '', :last, 0, :read, :at, :last, :read, :unread, :mentions, :role,
    :archived)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, topic = excluded.topic, private = excluded.private,
    direct_user = excluded.direct_user, last_seq = max(last_seq, excluded.last_seq),
    read_seq = max(read_seq, excluded.read_seq), last_at = max(last_at, excluded.last_at),
    counted_seq = excluded.counted_seq, counted_read = excluded.counted_read,
    counted_unread = excluded.counted_unread, counted_mentions = excluded.counted_mentions,
    role = excluded.role, archived_at = excluded.archived_at;
-- name: store.describe_room
UPDATE rooms SET name = ?, topic = ?, private = ?, archived_at = ? WHERE id = ?;
-- name: store.set_role
UPDATE rooms SET role = ? WHERE id = ?;
-- name: store.room_ids
SELECT id FROM rooms;
-- name: store.remove_room
DELETE FROM rooms WHERE id = ?;
-- name: store.remove_messages
DELETE FROM messages WHERE room_id = ?;
-- name: store.remove_members
DELETE FROM members WHERE room_id = ?;
-- name: store.restart_room
UPDATE rooms SET epoch = ?, last_seq = 0, cursor = 0, read_seq = 0, counted_seq = 0, counted_read = 0,
    counted_unread = 0, counted_mentions = 0, others_read = 0, change_seq = 0 WHERE id = ?;
-- name: store.set_epoch
UPDATE rooms SET epoch = ? WHERE id = ?;
-- name: store.set_joined
UPDATE rooms SET last_seq = max(last_seq, ?), read_seq = max(read_seq, ?) WHERE id = ?;
-- name: store.set_read
UPDATE rooms SET read_seq = max(read_seq, ?) WHERE id = ?;
-- name: store.set_others_read
UPDATE rooms SET others_read = max(others_read, ?) WHERE id = ?;
-- name: store.set_cursor
UPDATE rooms SET cursor = max(cursor, ?) WHERE id = ?;
-- name: store.cursor
SELECT cursor, last_seq FROM rooms WHERE id = ?;
-- name: store.note_message
UPDATE rooms SET last_seq = max(last_seq, :seq), last_at = max(last_at, :at),
    cursor = iif(cursor = :seq - 1, :seq, cursor) WHERE id = :room;
-- name: store.set_change_seq
UPDATE rooms SET change_seq = max(change_seq, ?) WHERE id = ?;
-- name: store.rewind_change_seq
UPDATE rooms SET change_seq = min(change_seq, ?) WHERE id = ?;
-- name: store.save_message
INSERT INTO messages (room_id, seq, id, user_id, username, content, created_at, client_id, mentions, reply_to,
    edited_at, deleted, pinned_at, reactions, files, change_seq, chart)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (room_id, seq) DO UPDATE SET id = excluded.id, user_id = excluded.user_id,
    username = excluded.username, content = excluded.content, created_at = excluded.created_at,
    client_id = excluded.client_id, mentions = excluded.mentions, reply_to = excluded.reply_to,
    edited_at = excluded.edited_at, deleted = excluded.deleted, pinned_at = excluded.pinned_at,
    reactions = excluded.reactions, files = excluded.files, change_seq = excluded.change_seq, chart = excluded.chart
WHERE excluded.id <> '' AND (excluded.id <> messages.id OR excluded.change_seq >= messages.change_seq);
-- name: store.message
SELECT id, seq, room_id, user_id, username, content, created_at, client_id, reply_to, edited_at, deleted, pinned_at,
    reactions, files, change_seq, chart FROM messages
WHERE id = ?;
-- name: store.page
SELECT id, seq, room_id, user_id, username, content, created_at, client_id, reply_to, edited_at, deleted, pinned_at,
    reactions, files, change_seq, chart FROM messages
WHERE room_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?;
-- name: store.scan
SELECT id, seq, room_id, user_id, username, content, created_at, client_id, reply_to, edited_at, deleted, pinned_at,
    reactions, files, change_seq, chart FROM messages
WHERE (created_at, room_id, seq) < (:at, :room, :seq) AND id <> '' AND NOT deleted AND (:only = '' OR room_id = :only)
ORDER BY created_at DESC, room_id DESC, seq DESC LIMIT :limit;
-- name: store.answers
SELECT id, seq, room_id, user_id, username, content, created_at, client_id, reply_to, edited_at, deleted, pinned_at,
    reactions, files, change_seq, chart FROM messages INDEXED BY messages_by_answered
WHERE room_id = ? AND reply_to <> '' AND reply_to = ? ORDER BY seq;
-- name: store.answer_count
SELECT count(*) FROM messages INDEXED BY messages_by_answered WHERE room_id = ? AND reply_to <> '' AND reply_to = ? AND NOT deleted;
-- name: store.pinned
SELECT id, seq, room_id, user_id, username, content, created_at, client_id, reply_to, edited_at, deleted, pinned_at,
    reactions, files, change_seq, chart FROM messages INDEXED BY messages_by_pin
WHERE room_id = ? AND pinned_at > 0 AND NOT deleted ORDER BY pinned_at DESC;
-- name: store.newest_seq
SELECT coalesce(max(seq), 0) FROM messages WHERE room_id = ?;
-- name: store.message_at
SELECT id FROM messages WHERE room_id = ? AND seq = ?;
-- name: store.save_person
INSERT INTO people (id, username, display_name, last_seen) VALUES (?, ?, ?, 0)
ON CONFLICT (id) DO UPDATE SET username = excluded.username, display_name = excluded.display_name;
-- name: store.set_last_seen
UPDATE people SET last_seen = ? WHERE id = ?;
-- name: store.add_member
INSERT OR IGNORE INTO members (room_id, user_id) VALUES (?, ?);
-- name: store.set_member_role
UPDATE members SET role = ? WHERE room_id = ? AND user_id = ?;
-- name: store.remove_member
DELETE FROM members WHERE room_id = ? AND user_id = ?;
-- name: store.members
SELECT p.id, p.username, p.display_name, p.last_seen, m.role FROM members m JOIN people p ON p.id = m.user_id
WHERE m.room_id = ?;
-- name: store.person
SELECT id, username, display_name, last_seen FROM people WHERE id = ?;
-- name: store.people
SELECT id, username, display_name, last_seen FROM people;
-- name: store.draft
SELECT text FROM drafts WHERE room_id = ?;
-- name: store.set_draft
INSERT INTO drafts (room_id, text) SELECT ?, ? WHERE EXISTS (SELECT 1 FROM rooms WHERE id = ?)
ON CONFLICT (room_id) DO UPDATE SET text = excluded.text;
-- name: store.remove_draft
DELETE FROM drafts WHERE room_id = ?;
-- name: store.remove_drafts
DELETE FROM drafts WHERE substr(room_id, 1, instr(room_id || '/', '/') - 1) = ?;
-- name: store.remove_lost_drafts
DELETE FROM drafts WHERE substr(room_id, 1, instr(room_id || '/', '/') - 1) NOT IN (SELECT id FROM rooms);
-- name: store.drafts
SELECT room_id FROM drafts;
-- name: store.setting
SELECT value FROM settings WHERE key = ?;
-- name: store.set_setting
INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value;
