-- name: notifications.save
INSERT INTO notifications (position, type, room_id, message_id, user_id, username, title, content, created_at, is_read)
VALUES (:position, :type, :room, :message, :user, :username, :title, :content, :at, :read)
ON CONFLICT (position) DO UPDATE SET content = excluded.content, title = excluded.title,
    is_read = max(is_read, excluded.is_read);
-- name: notifications.newest
SELECT position, type, room_id, message_id, user_id, username, title, content, created_at, is_read
FROM notifications ORDER BY position DESC LIMIT ?;
-- name: notifications.has
SELECT 1 FROM notifications WHERE position = ?;
-- name: notifications.last
SELECT coalesce(max(position), 0) FROM notifications;
-- name: notifications.unread
SELECT count(*) FROM notifications WHERE NOT is_read;
-- name: notifications.read
UPDATE notifications SET is_read = 1 WHERE position = ?;
-- name: notifications.remove_between
DELETE FROM notifications WHERE position BETWEEN ? AND ?;
-- name: notifications.prune
DELETE FROM notifications WHERE position <= (SELECT position FROM notifications ORDER BY position DESC LIMIT 1 OFFSET ?);
