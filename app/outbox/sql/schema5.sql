-- Files. As on the wire, empty for none.
ALTER TABLE messages ADD COLUMN files TEXT NOT NULL DEFAULT '';

-- What a waiting message carries. path: a copy of our own, until the server has the message. upload_id: of an upload
-- that has begun. file: what the server says of it, as on
-- the wire, once it has all of it.
CREATE TABLE outbox_files (
    client_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    upload_id TEXT NOT NULL DEFAULT '',
    file TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (client_id, place)
) STRICT, WITHOUT ROWID;
