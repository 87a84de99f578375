-- name: putAlert
INSERT INTO alerts (id, name, room_id, json) VALUES (?1, ?2, json_extract(?3, '$.roomId'), ?3)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, room_id = excluded.room_id, json = excluded.json
