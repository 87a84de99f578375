-- name: addBlob
INSERT INTO blobs (hash, size, type, width, height, has_thumbnail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO NOTHING

-- name: addFile
INSERT INTO files (id, room_id, user_id, hash, name, size, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: fileById
SELECT f.id, f.name, f.size, b.type, b.width, b.height, b.has_thumbnail, f.room_id, f.user_id, f.hash, f.seq
FROM files f JOIN blobs b ON b.hash = f.hash
WHERE f.id = ?1

-- name: filesBetween
SELECT f.id, f.name, f.size, b.type, b.width, b.height, b.has_thumbnail, f.seq
FROM files f JOIN blobs b ON b.hash = f.hash
WHERE f.room_id = ?1 AND f.seq BETWEEN ?2 AND ?3
ORDER BY f.seq, f.place

-- name: sendFile
UPDATE files SET seq = ?4, place = ?5 WHERE id = ?1 AND room_id = ?2 AND user_id = ?3 AND seq IS NULL

-- name: wipeFiles
DELETE FROM files WHERE room_id = ?1 AND seq = ?2

-- name: bytesOf
SELECT CAST((SELECT coalesce(sum(size), 0) FROM files WHERE user_id = ?1)
    + (SELECT coalesce(sum(size), 0) FROM uploads WHERE user_id = ?1) AS BIGINT)

-- name: addUpload
INSERT INTO uploads (id, room_id, user_id, name, size, stored_bytes, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: uploadById
SELECT id, room_id, user_id, name, size, stored_bytes, created_at FROM uploads WHERE id = ?1

-- name: setOffset
UPDATE uploads SET stored_bytes = ?2 WHERE id = ?1

-- name: removeUpload
DELETE FROM uploads WHERE id = ?1

-- name: uploadIds
SELECT id FROM uploads

-- name: uploadCount
SELECT count(*) FROM uploads WHERE user_id = ?1

-- name: expireFiles
DELETE FROM files WHERE seq IS NULL AND created_at < ?1

-- name: expireUploads
DELETE FROM uploads WHERE created_at < ?1 RETURNING id

-- name: unusedBlobs
SELECT hash FROM blobs WHERE refs = 0 LIMIT 100

-- name: forgetBlob
DELETE FROM blobs WHERE hash = ?1 AND refs = 0

-- name: hasBlob
SELECT count(*) FROM blobs WHERE hash = ?1

-- name: blobsAfter
SELECT hash, size, type, width, height, has_thumbnail FROM blobs WHERE hash > ?1 ORDER BY hash LIMIT 1000
