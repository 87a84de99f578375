-- name: putAlert
INSERT INTO alerts (id, name, room_id, json) VALUES (?1, ?2, CAST(CAST(?3 AS text) AS json) ->> 'roomId', ?3)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, room_id = excluded.room_id, json = excluded.json
