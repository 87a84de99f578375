-- name: outbox.add
INSERT INTO outbox (client_id, room_id, content, created_at, state, error, kind, target)
VALUES (?, ?, ?, ?, 0, '', ?, ?);
-- name: outbox.of_room
SELECT client_id, room_id, content, created_at, state, error, kind, target FROM outbox WHERE room_id = ? ORDER BY position;
-- name: outbox.heads
SELECT client_id, room_id, content, created_at, state, error, kind, target FROM outbox
WHERE position IN (SELECT min(position) FROM outbox WHERE state = 0 GROUP BY room_id) ORDER BY position;
-- name: outbox.find
SELECT client_id, room_id, content, created_at, state, error, kind, target FROM outbox WHERE client_id = ?;
-- name: outbox.count
SELECT count(*), coalesce(sum(state = 0), 0) FROM outbox;
-- name: outbox.remove
DELETE FROM outbox WHERE client_id = ?;
-- name: outbox.add_file
INSERT INTO outbox_files (client_id, place, path, name, size, width, height) VALUES (?, ?, ?, ?, ?, ?, ?);
-- name: outbox.files
SELECT path, name, size, width, height, upload_id, file FROM outbox_files WHERE client_id = ? ORDER BY place;
-- name: outbox.file_paths
SELECT path FROM outbox_files;
-- name: outbox.note_upload
UPDATE outbox_files SET upload_id = ?, file = ? WHERE client_id = ? AND place = ?;
-- name: outbox.remove_files
DELETE FROM outbox_files WHERE client_id = ?;
-- name: outbox.set_state
UPDATE outbox SET state = ?, error = ? WHERE client_id = ?;
