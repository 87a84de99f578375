-- name: dashboards.all
SELECT body FROM dashboards ORDER BY id;
-- name: dashboards.save
INSERT INTO dashboards (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body;
-- name: dashboards.remove
DELETE FROM dashboards WHERE id = ?;
-- name: dashboards.clear
DELETE FROM dashboards;
-- name: dashboards.edit
SELECT body FROM dashboard_edits WHERE id = ?;
-- name: dashboards.save_edit
INSERT INTO dashboard_edits (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body;
-- name: dashboards.remove_edit
DELETE FROM dashboard_edits WHERE id = ?;
