-- name: addToBucket
INSERT INTO channel_buckets AS b (channel_id, field, at, count, sum, least, most) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (channel_id, field, at) DO UPDATE SET count = b.count + excluded.count, sum = b.sum + excluded.sum,
    least = least(b.least, excluded.least), most = greatest(b.most, excluded.most)
