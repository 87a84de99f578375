-- name: positions
SELECT r.id, r.last_seq, r.change_seq FROM json_each(?1) AS w CROSS JOIN rooms r ON r.id = w.value
