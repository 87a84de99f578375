-- Live values. A channel is there from its first one.

CREATE TABLE channels (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    user_id TEXT REFERENCES users (id),
    created_at INTEGER NOT NULL,
    last_point INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX channels_of_user ON channels (user_id);

-- AUTOINCREMENT: an id is never used again, so that it is a position for who resumes.
CREATE TABLE channel_points (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel_id INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    json TEXT NOT NULL
);

CREATE INDEX channel_points_of_channel ON channel_points (channel_id, id);
CREATE INDEX channel_points_by_time ON channel_points (at);

CREATE TABLE channel_buckets (
    channel_id INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    sum REAL NOT NULL,
    least REAL NOT NULL,
    most REAL NOT NULL,
    PRIMARY KEY (channel_id, field, at)
) WITHOUT ROWID;

CREATE INDEX channel_buckets_by_time ON channel_buckets (at);

-- Up to which point the buckets know of.
CREATE TABLE channel_rollup (up_to INTEGER NOT NULL);
INSERT INTO channel_rollup VALUES (0);

CREATE TABLE channel_tokens (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    publish TEXT NOT NULL,
    read TEXT NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX channel_tokens_of_user ON channel_tokens (user_id, created_at);
