-- name: addToBucket
INSERT INTO channel_buckets (channel_id, field, at, count, sum, least, most) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum,
    least = min(least, excluded.least), most = max(most, excluded.most)
