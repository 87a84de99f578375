-- What a channel takes on disk, about: its values as they came, and the buckets of their numbers, each with its
-- places in the indexes. Whoever made it has a bound for all of theirs.

ALTER TABLE channels ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER channel_points_added AFTER INSERT ON channel_points BEGIN
    UPDATE channels SET bytes = bytes + 64 + length(CAST(NEW.json AS BLOB)) WHERE id = NEW.channel_id;
END;

CREATE TRIGGER channel_points_gone AFTER DELETE ON channel_points BEGIN
    UPDATE channels SET bytes = bytes - 64 - length(CAST(OLD.json AS BLOB)) WHERE id = OLD.channel_id;
END;

CREATE TRIGGER channel_buckets_added AFTER INSERT ON channel_buckets BEGIN
    UPDATE channels SET bytes = bytes + 64 + length(CAST(NEW.field AS BLOB)) WHERE id = NEW.channel_id;
END;

CREATE TRIGGER channel_buckets_gone AFTER DELETE ON channel_buckets BEGIN
    UPDATE channels SET bytes = bytes - 64 - length(CAST(OLD.field AS BLOB)) WHERE id = OLD.channel_id;
END;

UPDATE channels SET bytes =
    (SELECT coalesce(sum(64 + length(CAST(json AS BLOB))), 0) FROM channel_points WHERE channel_id = channels.id) +
    (SELECT coalesce(sum(64 + length(CAST(field AS BLOB))), 0) FROM channel_buckets WHERE channel_id = channels.id);
