-- name: dashboards
SELECT json FROM dashboards ORDER BY lower(name), id

-- name: dashboardById
SELECT json FROM dashboards WHERE id = ?1

-- name: putDashboard
INSERT INTO dashboards (id, name, json) VALUES (?1, ?2, ?3)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, json = excluded.json

-- name: removeDashboard
DELETE FROM dashboards WHERE id = ?1
