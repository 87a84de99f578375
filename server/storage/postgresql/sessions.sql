-- name: countRevocation
INSERT INTO meta (key, value) VALUES ('revocations', '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(meta.value AS bigint) + 1 AS text)
