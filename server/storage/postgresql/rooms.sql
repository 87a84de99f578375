-- name: positions
SELECT r.id, r.last_seq, r.change_seq
FROM json_array_elements_text(CAST(CAST(?1 AS text) AS json)) AS w (id) JOIN rooms r ON r.id = w.id
