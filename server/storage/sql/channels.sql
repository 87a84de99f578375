-- name: channelByName
SELECT id FROM channels WHERE name = ?1

-- name: countChannels
SELECT count(*) FROM channels WHERE name NOT LIKE '!%'

-- name: countChannelsOf
SELECT count(*) FROM channels WHERE user_id = ?1

-- name: bytesOfMaker
-- Nothing for the server's own.
SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) FROM channels WHERE user_id = (SELECT user_id FROM channels WHERE id = ?1)

-- name: addChannel
INSERT INTO channels (name, user_id, created_at) VALUES (?1, ?2, ?3) RETURNING id

-- name: addPoint
INSERT INTO channel_points (channel_id, at, json) VALUES (?1, ?2, ?3) RETURNING id

-- name: setLastPoint
UPDATE channels SET last_point = ?2 WHERE id = ?1

-- name: allChannels
SELECT name, coalesce(user_id, ''), created_at FROM channels WHERE name NOT LIKE '!%' ORDER BY name

-- name: recentPoints
-- What came after a channel's first value of that time is with it, whatever its own time.
-- Only ids are sorted: the values, which may be gigabytes, would go through a temporary file.
WITH first (channel_id, id) AS (SELECT channel_id, min(id) FROM channel_points WHERE at >= ?1 GROUP BY channel_id),
newest (id) AS (
    SELECT p.id
    FROM channels c LEFT JOIN first f ON f.channel_id = c.id
    JOIN channel_points p ON p.channel_id = c.id AND p.id >= coalesce(f.id, c.last_point)
    WHERE c.name NOT LIKE '!%'
    ORDER BY 1 DESC LIMIT ?2
)
SELECT c.name, p.id, p.at, p.json FROM channel_points p JOIN channels c ON c.id = p.channel_id
WHERE p.id IN (SELECT id FROM newest) ORDER BY p.id

-- name: newestPoints
SELECT c.name, p.id, p.at, p.json
FROM channel_points p JOIN channels c ON c.id = p.channel_id
WHERE p.id > ?1 AND c.name NOT LIKE '!%'
ORDER BY p.id LIMIT ?2

-- name: removeChannel
-- It is gone at once, by a name that no channel can have; its rows go in steps.
UPDATE channels SET name = '!' || id, user_id = NULL WHERE name = ?1 AND ?2 IN ('', coalesce(user_id, ''))

-- name: rolledUpTo
SELECT up_to FROM channel_rollup

-- name: setRolledUpTo
UPDATE channel_rollup SET up_to = ?1

-- name: pointsAfter
SELECT id, channel_id, at, json FROM channel_points WHERE id > ?1 ORDER BY id LIMIT ?2

-- name: bucketsOf
-- Without what an earlier server summed up to no number: a month's sums of the others are finite.
SELECT field, at / ?4 * ?4, CAST(sum(count) AS BIGINT), sum(sum), min(least), max(most)
FROM channel_buckets
WHERE channel_id = (SELECT id FROM channels WHERE name = ?1) AND at >= ?2 AND at < ?3
    AND abs(sum) < 1e303
GROUP BY 1, 2 ORDER BY 1, 2

-- name: bucketsOfField
SELECT field, at / ?4 * ?4, CAST(sum(count) AS BIGINT), sum(sum), min(least), max(most)
FROM channel_buckets
WHERE channel_id = (SELECT id FROM channels WHERE name = ?1) AND field = ?5 AND at >= ?2 AND at < ?3
    AND abs(sum) < 1e303
GROUP BY 1, 2 ORDER BY 2

-- name: fieldsOf
-- From each to the next, without looking at the buckets in between.
WITH RECURSIVE fields (field) AS (
    SELECT min(field) FROM channel_buckets WHERE channel_id = ?1
    UNION ALL
    SELECT (SELECT min(b.field) FROM channel_buckets b WHERE b.channel_id = ?1 AND b.field > f.field)
    FROM fields f WHERE f.field IS NOT NULL)
SELECT field FROM fields WHERE field IS NOT NULL

-- name: forgetPoints
-- From each channel's first on, as long as they are old: no value goes before one that came earlier.
WITH RECURSIVE old (channel_id, last, id) AS (
    SELECT c.id, c.last_point, p.id
    FROM channels c JOIN channel_points p
        ON p.id = (SELECT min(f.id) FROM channel_points f WHERE f.channel_id = c.id)
    WHERE p.at < ?1 AND p.id < c.last_point AND p.id <= (SELECT up_to FROM channel_rollup)
    UNION ALL
    SELECT o.channel_id, o.last, p.id
    FROM old o JOIN channel_points p
        ON p.id = (SELECT min(n.id) FROM channel_points n WHERE n.channel_id = o.channel_id AND n.id > o.id)
    WHERE p.at < ?1 AND p.id < o.last AND p.id <= (SELECT up_to FROM channel_rollup))
DELETE FROM channel_points WHERE id IN (SELECT id FROM old LIMIT ?2)

-- name: forgetBuckets
DELETE FROM channel_buckets WHERE (channel_id, field, at) IN (
    SELECT channel_id, field, at FROM channel_buckets WHERE at < ?1 LIMIT ?2)

-- name: removedChannel
SELECT id FROM channels WHERE name LIKE '!%' LIMIT 1

-- name: forgetPointsOf
DELETE FROM channel_points WHERE id IN (SELECT id FROM channel_points WHERE channel_id = ?1 LIMIT ?2)

-- name: forgetBucketsOf
DELETE FROM channel_buckets WHERE (channel_id, field, at) IN (
    SELECT channel_id, field, at FROM channel_buckets WHERE channel_id = ?1 LIMIT ?2)

-- name: forgetChannel
DELETE FROM channels WHERE id = ?1

-- name: addChannelToken
INSERT INTO channel_tokens (id, hash, user_id, name, publish, read, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: channelTokenByHash
-- Good as long as who made it may sign in.
SELECT t.id, t.hash, t.user_id, t.name, t.publish, t.read, t.created_at
FROM channel_tokens t JOIN users u ON u.id = t.user_id
WHERE t.hash = ?1 AND u.disabled_at IS NULL AND u.removed_at IS NULL

-- name: channelTokens
SELECT id, hash, user_id, name, publish, read, created_at FROM channel_tokens
WHERE ?1 IN ('', user_id) ORDER BY created_at DESC, id

-- name: removeChannelToken
DELETE FROM channel_tokens WHERE id = ?1 AND ?2 IN ('', user_id)
RETURNING id, hash, user_id, name, publish, read, created_at
