-- name: addChart
INSERT INTO charts (room_id, seq, json) VALUES (?1, ?2, ?3)

-- name: chartsBetween
SELECT json, seq FROM charts WHERE room_id = ?1 AND seq BETWEEN ?2 AND ?3

-- name: wipeChart
DELETE FROM charts WHERE room_id = ?1 AND seq = ?2
